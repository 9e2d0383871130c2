package org.intercom4j.process;

import java.time.Duration;

/**
 * The rungs of the stop ladder, and how long each may take: the request to finish its
 * work, the end of the channel, a signal, SIGKILL.
 *
 * @param drain how long a child that has asked to be told may take to finish its work;
 * zero does not tell it
 * @param message how long a connected child may take to end after its channel was closed;
 * zero sends SIGTERM at once
 * @param terminate how long it may take to end after SIGTERM; zero sends SIGKILL at once
 * @param kill how long its end is waited for after SIGKILL, not zero
 * @param signal the signal in the place of SIGTERM
 * @since 0.1.0
 */
public record StopTimeouts(Duration drain, Duration message, Duration terminate, Duration kill, StopSignal signal) {

	/** The time to finish the work, unless another one is chosen. */
	public static final Duration DEFAULT_DRAIN = Duration.ofSeconds(10);

	/** Ten seconds, two seconds, five seconds, five seconds. */
	public static final StopTimeouts DEFAULT = new StopTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(5),
			Duration.ofSeconds(5));

	/**
	 * Refuses negative times, and no time at all after SIGKILL.
	 */
	public StopTimeouts {
		requireNotNegative("drain", drain);
		requireNotNegative("message", message);
		requireNotNegative("terminate", terminate);
		if (kill.isNegative() || kill.isZero()) {
			throw new IllegalArgumentException("'kill' must be positive but was " + kill);
		}
	}

	/**
	 * A ladder with SIGTERM, and ten seconds for the work.
	 * @param message the time of the message
	 * @param terminate the time of the signal
	 * @param kill the time of SIGKILL
	 */
	public StopTimeouts(Duration message, Duration terminate, Duration kill) {
		this(DEFAULT_DRAIN, message, terminate, kill, StopSignal.TERM);
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
		return this.drain.plus(this.message).plus(this.terminate).plus(this.kill);
	}

}
