package org.intercom4j.process;

import java.time.Duration;

/**
 * How long each rung of the stop ladder may take: the message over the channel, SIGTERM,
 * SIGKILL.
 *
 * @param message how long a connected child may take to end after it was asked over the
 * channel; zero sends SIGTERM at once
 * @param terminate how long it may take to end after SIGTERM; zero sends SIGKILL at once
 * @param kill how long its end is waited for after SIGKILL, not zero
 * @since 0.1.0
 */
public record StopTimeouts(Duration message, Duration terminate, Duration kill) {

	/** Two seconds, five seconds, five seconds. */
	public static final StopTimeouts DEFAULT = new StopTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(5),
			Duration.ofSeconds(5));

	/**
	 * Refuses negative times, and no time at all after SIGKILL.
	 */
	public StopTimeouts {
		requireNotNegative("message", message);
		requireNotNegative("terminate", terminate);
		if (kill.isNegative() || kill.isZero()) {
			throw new IllegalArgumentException("'kill' must be positive but was " + kill);
		}
	}

	private static void requireNotNegative(String name, Duration value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException("'%s' must not be negative but was %s".formatted(name, value));
		}
	}

	/**
	 * The longest time that a stop takes.
	 * @return the sum of the rungs
	 */
	public Duration total() {
		return this.message.plus(this.terminate).plus(this.kill);
	}

}
