package org.intercom4j.readiness;

import java.time.Duration;

/**
 * When a started process counts as ready, and what happens when it is not in time.
 *
 * @param probe by what it shows that it is ready
 * @param timeout how long that may take, from the start of the process; zero for no limit
 * @param onTimeout what happens then
 * @param interval the pause between two attempts of a probe that asks again and again
 * @since 0.1.0
 */
public record ReadinessOptions(ReadinessProbe probe, Duration timeout, TimeoutAction onTimeout, Duration interval) {

	/** The time limit of a probe that is chosen. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

	/** The pause between two attempts, unless another one is chosen. */
	public static final Duration DEFAULT_INTERVAL = Duration.ofMillis(500);

	/** More is a mistake. */
	public static final Duration LONGEST = Duration.ofDays(365);

	/** The channel or the process, without a time limit. */
	public static final ReadinessOptions DEFAULT = new ReadinessOptions(new ReadinessProbe.Automatic(), Duration.ZERO,
			TimeoutAction.RESTART, DEFAULT_INTERVAL);

	/**
	 * Refuses times that cannot be waited for.
	 */
	public ReadinessOptions {
		if (timeout.isNegative()) {
			throw new IllegalArgumentException("'timeout' must not be negative but was " + timeout);
		}
		if (timeout.compareTo(LONGEST) > 0 || interval.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("'timeout' and 'interval' must be at most 365 days but were %s and %s"
				.formatted(timeout, interval));
		}
		if (interval.isNegative() || interval.isZero()) {
			throw new IllegalArgumentException("'interval' must be positive but was " + interval);
		}
	}

	/**
	 * A probe with the default times; a process that is not ready after sixty seconds is
	 * ended, and the restart policy decides what follows.
	 * @param probe by what the process shows that it is ready
	 * @return the options
	 */
	public static ReadinessOptions of(ReadinessProbe probe) {
		return new ReadinessOptions(probe, DEFAULT_TIMEOUT, TimeoutAction.RESTART, DEFAULT_INTERVAL);
	}

	/**
	 * The same with another probe.
	 * @param other the probe
	 * @return the options
	 */
	public ReadinessOptions withProbe(ReadinessProbe other) {
		return new ReadinessOptions(other, this.timeout, this.onTimeout, this.interval);
	}

	/**
	 * What happens to a process that is not ready in time.
	 */
	public enum TimeoutAction {

		/** It is ended, and the restart policy decides what follows. */
		RESTART,

		/** The child is stopped for good. */
		STOP,

		/** It goes on, after a warning. */
		WARN

	}

}
