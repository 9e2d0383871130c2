package org.intercom4j.boot.actuate.metrics;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.Child;
import org.intercom4j.process.ProcessUsage;

/**
 * Adds up the processor time of the processes of one child as far as it was seen, so that
 * it never falls: a counter must not, and each process begins at zero. Thread-safe.
 */
final class CpuTime {

	private static final double NANOS_OF_SECOND = 1e9;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock, like the next one: of the processes before the last one. */
	private Duration before = Duration.ZERO;

	private Duration last = Duration.ZERO;

	/** Guarded by the lock: the number of the last process. */
	private int incarnation;

	double seconds(Child child) {
		return seconds(child.info().incarnation(), child.usage().map(ProcessUsage::cpuTime).orElse(Duration.ZERO));
	}

	/** Less than before, as when a descendant has ended, is no new process. */
	double seconds(int number, Duration now) {
		this.lock.lock();
		try {
			if (number != this.incarnation) {
				this.incarnation = number;
				this.before = this.before.plus(this.last);
				this.last = Duration.ZERO;
			}
			this.last = (now.compareTo(this.last) > 0) ? now : this.last;
			return this.before.plus(this.last).toNanos() / NANOS_OF_SECOND;
		}
		finally {
			this.lock.unlock();
		}
	}

}
