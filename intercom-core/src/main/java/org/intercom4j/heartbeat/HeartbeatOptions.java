package org.intercom4j.heartbeat;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a process is asked whether it is alive; it is not asked by default.
 *
 * @param interval the time from one ping to the next, or {@code null} for no pings
 * @param timeout how long a ping may stay unanswered while nothing else is heard
 * @param onHang what happens to a process that is hung
 * @param dump whether a dump is taken before a hung process is ended
 * @since 0.1.0
 */
public record HeartbeatOptions(@Nullable Duration interval, Duration timeout, HangAction onHang, boolean dump) {

	/** The time between two pings, if only the time limit is chosen. */
	public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

	/** The time limit, if only the interval is chosen. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

	/** No heartbeat. */
	public static final HeartbeatOptions NONE = new HeartbeatOptions(null, DEFAULT_TIMEOUT, HangAction.RESTART, true);

	/**
	 * Refuses times that no process can keep to.
	 */
	public HeartbeatOptions {
		requirePositive("interval", interval);
		requirePositive("timeout", timeout);
	}

	/**
	 * Pings at this interval; a hung process is restarted after a dump.
	 * @param interval the time from one ping to the next
	 * @param timeout how long a ping may stay unanswered while nothing else is heard
	 */
	public HeartbeatOptions(Duration interval, Duration timeout) {
		this(interval, timeout, HangAction.RESTART, true);
	}

	private static void requirePositive(String name, @Nullable Duration value) {
		if (value != null && (value.isNegative() || value.isZero())) {
			throw new IllegalArgumentException("'%s' must be positive but was %s".formatted(name, value));
		}
	}

	/**
	 * Whether there is no heartbeat.
	 * @return whether nothing is asked
	 */
	public boolean isOff() {
		return this.interval == null;
	}

	/**
	 * What happens to a process that is hung.
	 */
	public enum HangAction {

		/** It is ended as failed, and the restart policy decides what follows. */
		RESTART,

		/** It goes on; a warning tells of it. */
		WARN

	}

}
