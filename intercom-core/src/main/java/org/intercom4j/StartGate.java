package org.intercom4j;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Lets events wait that come while a program that has just connected still adds its
 * listeners: its parent may be faster than that, and nobody would hear them.
 */
final class StartGate {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final Duration PAUSE = Duration.ofMillis(1);

	private final Predicate<String> heard;

	private final long end = System.nanoTime() + LIMIT.toNanos();

	/** Written and read in the lane. */
	private boolean open;

	/**
	 * From now on.
	 * @param heard whether somebody listens to an event
	 */
	StartGate(Predicate<String> heard) {
		this.heard = heard;
	}

	/**
	 * Returns when somebody listens to the event, the time is over or on an interrupt.
	 */
	void await(String event) {
		while (!isOpen() && !this.heard.test(event)) {
			LockSupport.parkNanos(this, PAUSE.toNanos());
		}
	}

	/** Once the time is over there is nothing to look for, whoever listens. */
	private boolean isOpen() {
		this.open = this.open || this.end - System.nanoTime() <= 0 || Thread.currentThread().isInterrupted();
		return this.open;
	}

}
