package org.intercom4j;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
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

	/**
	 * Of the entries those that no task of the lane will take, never more than there are.
	 */
	private final AtomicInteger kept = new AtomicInteger();

	private final AtomicLong weight = new AtomicLong();

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
		this.kept.incrementAndGet();
	}

	/** Lets the lane come to the lines that were added. */
	void handOver() {
		int count = this.kept.getAndSet(0);
		if (count > 0) {
			this.lane.execute(() -> run(count));
		}
	}

	/**
	 * No more than were handed over: what came later comes after the lane's other tasks.
	 */
	private void run(int count) {
		for (int left = count; left > 0; left--) {
			Entry entry = this.entries.remove();
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
