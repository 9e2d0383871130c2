package org.intercom4j;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many lines may still go on in this second. Thread-safe.
 */
final class LineBudget {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final int linesPerSecond;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	/** When the present second began; guarded by the lock, like the one below. */
	private long begin;

	private int taken;

	/**
	 * Creates a budget.
	 * @param linesPerSecond the limit, zero for none
	 */
	LineBudget(int linesPerSecond, LongSupplier nanoTime) {
		this.linesPerSecond = linesPerSecond;
		this.nanoTime = nanoTime;
		this.begin = nanoTime.getAsLong();
	}

	/** Whether one more line may go on. */
	boolean take() {
		return this.linesPerSecond == 0 || takeOne();
	}

	private boolean takeOne() {
		this.lock.lock();
		try {
			long now = this.nanoTime.getAsLong();
			if (now - this.begin >= SECOND) {
				this.begin = now;
				this.taken = 0;
			}
			if (this.taken == this.linesPerSecond) {
				return false;
			}
			this.taken++;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

}
