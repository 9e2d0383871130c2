package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.List;

import org.intercom4j.process.ExitStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a restart policy decides by.
 *
 * @param status how the run ended, or {@code null} when it could not be started
 * @param uptime how long it lasted; zero when it could not be started
 * @param runs how many runs there were since the latest start by a call, this one
 * included; those that a restart by hand ended do not count
 * @param streak how many restarts the policy has decided since the latest healthy run or
 * start by a call
 * @param restarts how long ago the latest of them were, oldest first, as many as the
 * policy {@linkplain RestartPolicy#remembered() remembers}
 * @param random from 0 to below 1, for the jitter
 * @param fault why the process was ended without being asked for, which makes any end a
 * failure, or {@code null}
 * @since 0.1.0
 */
public record RestartSituation(@Nullable ExitStatus status, Duration uptime, int runs, int streak,
		List<Duration> restarts, double random, @Nullable String fault) {

	/**
	 * Copies the list.
	 */
	public RestartSituation {
		restarts = List.copyOf(restarts);
	}

	/**
	 * A run that has ended by itself, or could not be started.
	 * @param status how it ended, or {@code null}
	 * @param uptime how long it lasted
	 * @param runs how many runs there were
	 * @param streak how many restarts
	 * @param restarts how long ago they were
	 * @param random from 0 to below 1
	 */
	public RestartSituation(@Nullable ExitStatus status, Duration uptime, int runs, int streak, List<Duration> restarts,
			double random) {
		this(status, uptime, runs, streak, restarts, random, null);
	}

}
