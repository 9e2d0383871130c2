package org.intercom4j;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands lines to a lane whose tasks may be slow or block, several at once. Never waits:
 * when too much is on its way lines are dropped and counted. Thread-safe.
 */
final class LineQueue {

	/** In characters, roughly what they take in memory. */
	private static final long LIMIT = 16L * 1024 * 1024;

	/** What a line takes beside its characters. */
	private static final int LINE_OVERHEAD = 128;

	private static final Logger logger = LoggerFactory.getLogger(LineQueue.class);

	private final Executor lane;

	private final DroppedLines dropped;

	private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

	/** Of the entries, never more than there are. */
	private final AtomicInteger size = new AtomicInteger();

	private final AtomicLong weight = new AtomicLong();

	/** Whether a task waits in the lane. */
	private final AtomicBoolean handedOver = new AtomicBoolean();

	LineQueue(Executor lane, DroppedLines dropped) {
		this.lane = lane;
		this.dropped = dropped;
	}

	/** A line of any length has its turn when nothing else waits. */
	void add(String line, Runnable task) {
		long added = (long) line.length() + LINE_OVERHEAD;
		long before = this.weight.getAndAdd(added);
		if (before > 0 && before + added > LIMIT) {
			this.weight.addAndGet(-added);
			this.dropped.add();
			return;
		}
		this.entries.add(new Entry(added, task));
		this.size.incrementAndGet();
	}

	/** Lets the lane come to the lines that were added. */
	void handOver() {
		if (this.size.get() > 0 && this.handedOver.compareAndSet(false, true)) {
			this.lane.execute(this::runAll);
		}
	}

	/** Those that are there now: the lane has other tasks, too. */
	private void runAll() {
		this.handedOver.set(false);
		for (int left = this.size.get(); left > 0; left--) {
			Entry entry = this.entries.remove();
			this.size.decrementAndGet();
			this.weight.addAndGet(-entry.weight());
			run(entry.task());
		}
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A line of output could not be handled", ex);
		}
	}

	/**
	 * A line that waits.
	 *
	 * @param weight what it takes
	 * @param task what is done with it
	 */
	private record Entry(long weight, Runnable task) {
	}

}
