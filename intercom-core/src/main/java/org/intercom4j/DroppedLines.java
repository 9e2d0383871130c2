package org.intercom4j;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

import org.intercom4j.supervisor.Timer;

/**
 * Counts lines that are dropped for one reason, and tells their number at most once a
 * second. Thread-safe.
 */
final class DroppedLines {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final Timer timer;

	private final LongConsumer report;

	private final AtomicLong count = new AtomicLong();

	/** Whether an alarm is set. */
	private final AtomicBoolean alarmed = new AtomicBoolean();

	/**
	 * Creates a counter.
	 * @param report is told the number; must not block
	 */
	DroppedLines(Timer timer, LongConsumer report) {
		this.timer = timer;
		this.report = report;
	}

	void add() {
		this.count.incrementAndGet();
		if (!this.alarmed.get() && this.alarmed.compareAndSet(false, true)) {
			this.timer.schedule(SECOND, this::alarm);
		}
	}

	private void alarm() {
		this.alarmed.set(false);
		tell();
	}

	/** Tells what is not told yet, if there is any. */
	void tell() {
		long lost = this.count.getAndSet(0);
		if (lost > 0) {
			this.report.accept(lost);
		}
	}

}
