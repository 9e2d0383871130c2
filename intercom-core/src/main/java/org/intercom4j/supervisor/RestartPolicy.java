package org.intercom4j.supervisor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When an ended child is started again: the rules of intercom's restart monitor, which it
 * has from forever.
 * <p>
 * A run shorter than {@code minUptime} is <em>spinning</em>. A spinning child is started
 * again after {@code spinSleepTime}; without one it is given up. Any other run is
 * followed by the next one at once. After {@code max} runs the child is given up, unless
 * {@code forever}. Exit code and signal do not matter. Pure: the same values give the
 * same decision.
 *
 * @param forever whether {@code max} is ignored (option {@code forever})
 * @param max how many runs there are at most, or {@code null} for no limit (option
 * {@code max})
 * @param minUptime the shortest run that is not spinning (option {@code minUptime})
 * @param spinSleepTime the pause after a spinning run, zero for none, or {@code null} to
 * give a spinning child up (option {@code spinSleepTime})
 * @since 0.1.0
 */
public record RestartPolicy(boolean forever, @Nullable Integer max, Duration minUptime,
		@Nullable Duration spinSleepTime) {

	/**
	 * Refuses values that no child can be supervised by.
	 */
	public RestartPolicy {
		if (max != null && max < 1) {
			throw new IllegalArgumentException("'max' must be at least 1 but was " + max);
		}
		requireNotNegative("minUptime", minUptime);
		if (spinSleepTime != null) {
			requireNotNegative("spinSleepTime", spinSleepTime);
		}
	}

	private static void requireNotNegative(String name, Duration value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException("'%s' must not be negative but was %s".formatted(name, value));
		}
	}

	/**
	 * Whether a run was too short.
	 * @param uptime how long it lasted
	 * @return whether it was spinning
	 */
	public boolean isSpinning(Duration uptime) {
		return uptime.compareTo(this.minUptime) < 0;
	}

	/**
	 * Decides after a run that nobody asked to end.
	 * @param runs how many runs there were, this one included; restarts by hand do not
	 * count
	 * @param uptime how long this run lasted
	 * @return restart or give up
	 */
	public RestartDecision decide(int runs, Duration uptime) {
		if (!this.forever && this.max != null && runs >= this.max) {
			return new RestartDecision.GiveUp("run %d of at most %d has ended".formatted(runs, this.max));
		}
		if (!isSpinning(uptime)) {
			return new RestartDecision.Restart(Duration.ZERO, "the process has ended");
		}
		if (this.spinSleepTime == null) {
			return new RestartDecision.GiveUp(
					"it ran %s, less than the minimum uptime of %s, and there is no spin sleep time".formatted(uptime,
							this.minUptime));
		}
		return new RestartDecision.Restart(this.spinSleepTime,
				"it ran %s, less than the minimum uptime of %s".formatted(uptime, this.minUptime));
	}

}
