package org.intercom4j;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Looks again and again until something is so: for facts of the operating system that
 * announce no change.
 */
public final class Eventually {

	private static final long LIMIT = Duration.ofSeconds(60).toNanos();

	private static final long PAUSE = Duration.ofMillis(5).toNanos();

	private Eventually() {
	}

	public static void await(String expected, BooleanSupplier condition) {
		await(expected, condition, () -> "it is not");
	}

	public static void await(String expected, BooleanSupplier condition, Supplier<?> actual) {
		long end = System.nanoTime() + LIMIT;
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				throw new AssertionError("Expected that " + expected + ", but: " + actual.get());
			}
			LockSupport.parkNanos(PAUSE);
		}
	}

}
