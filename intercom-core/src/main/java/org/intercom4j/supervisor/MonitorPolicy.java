package org.intercom4j.supervisor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The rules of intercom's restart monitor, which it has from forever.
 * <p>
 * A run shorter than {@code minUptime} is <em>spinning</em>. A spinning child is started
 * again after {@code spinSleepTime}; without one it is given up. Any other run is
 * followed by the next one at once. After {@code max} runs the child is given up, unless
 * {@code forever}. Exit code and signal do not matter. A child that cannot be started is
 * given up.
 *
 * @param forever whether {@code max} is ignored (option {@code forever})
 * @param max how many runs there are at most, or {@code null} for no limit (option
 * {@code max})
 * @param minUptime the shortest run that is not spinning (option {@code minUptime})
 * @param spinSleepTime the pause after a spinning run, zero for none, or {@code null} to
 * give a spinning child up (option {@code spinSleepTime})
 * @since 0.1.0
 */
public record MonitorPolicy(boolean forever, @Nullable Integer max, Duration minUptime,
		@Nullable Duration spinSleepTime) implements RestartPolicy {

	/**
	 * Refuses values that no child can be supervised by.
	 */
	public MonitorPolicy {
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

	@Override
	public boolean isSpinning(Duration uptime) {
		return uptime.compareTo(this.minUptime) < 0;
	}

	@Override
	public boolean isHealthy(Duration uptime) {
		return false;
	}

	@Override
	public boolean coversFailedStarts() {
		return false;
	}

	@Override
	public int remembered() {
		return 0;
	}

	@Override
	public RestartDecision decide(RestartSituation situation) {
		int runs = situation.runs();
		Duration uptime = situation.uptime();
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
