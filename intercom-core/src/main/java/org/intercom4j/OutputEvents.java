package org.intercom4j;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.intercom4j.process.OutputListener;
import org.intercom4j.process.OutputSource;
import org.intercom4j.process.OutputTail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the lines of a child's output to its tail, its logger and its listeners. Called
 * by the reader threads; never waits for listeners, so that a child is always read.
 */
final class OutputEvents implements OutputListener {

	/** When more than this waits for slow listeners, lines are dropped. */
	private static final long PENDING_LIMIT = 16L * 1024 * 1024;

	/** What a line takes in memory beside its characters, roughly. */
	private static final int LINE_OVERHEAD = 128;

	private final SupervisedChild child;

	private final OutputTail tail;

	private final OutputTail stderr;

	private final Consumer<ChildEvent> observers;

	private final Logger logger;

	private final AtomicLong pending = new AtomicLong();

	private final AtomicLong dropped = new AtomicLong();

	OutputEvents(SupervisedChild child, OutputTail tail, OutputTail stderr, Consumer<ChildEvent> observers) {
		this.child = child;
		this.tail = tail;
		this.stderr = stderr;
		this.observers = observers;
		this.logger = LoggerFactory.getLogger("org.intercom4j.child." + child.name());
	}

	@Override
	public void line(OutputSource source, String line) {
		this.tail.add(source, line);
		if (source == OutputSource.STDERR) {
			this.stderr.add(source, line);
		}
		if (!this.child.options().isSilent()) {
			log(source, line);
		}
		int weight = line.length() + LINE_OVERHEAD;
		if (this.pending.addAndGet(weight) > PENDING_LIMIT) {
			this.pending.addAndGet(-weight);
			this.dropped.incrementAndGet();
			return;
		}
		this.child.bus().lane().execute(() -> deliver(source, line, weight));
	}

	private void log(OutputSource source, String line) {
		if (source == OutputSource.STDOUT) {
			this.logger.info(line);
		}
		else {
			this.logger.warn(line);
		}
	}

	private void deliver(OutputSource source, String line, int weight) {
		this.pending.addAndGet(-weight);
		long lost = this.dropped.getAndSet(0);
		if (lost > 0) {
			this.child.bus().warn("%d lines of output were not delivered, listeners are too slow".formatted(lost));
		}
		String name = this.child.name();
		ChildEvent event = (source == OutputSource.STDOUT) ? new ChildStdoutEvent(name, line)
				: new ChildStderrEvent(name, line);
		this.child.bus().fireNow(source.eventName(), () -> this.observers.accept(event), line);
	}

}
