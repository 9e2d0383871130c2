package org.intercom4j.boot.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.intercom4j.boot.autoconfigure.IntercomProperties.Restart;
import org.intercom4j.supervisor.BackoffPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What the properties about the restarts of one child must keep to.
 *
 * @param keys the child's keys
 */
record RestartPropertyRules(ChildProperty keys) {

	private static final String RESTART = "restart.";

	private static final String MAX_DELAY = RESTART + "max-delay";

	private static final String MAX_RESTARTS = RESTART + "max-restarts";

	private static final String NO_LIMIT = "Write at least 1. Leave it out for no limit.";

	private static final String NOT_NEGATIVE = "Write a duration such as '2s' or '500ms', or 0.";

	private static final String POSITIVE = "Write a duration such as '60s'.";

	/**
	 * Checks all of them.
	 * @throws InvalidChildPropertyException naming the first one that cannot be used
	 */
	void check(ChildProperties child) {
		checkNotBoth(child);
		checkLimit("max", child.max());
		checkNotNegative("min-uptime", child.minUptime());
		checkNotNegative("spin-sleep-time", child.spinSleepTime());
		if (child.restart() != null) {
			checkPauses(child.restart());
			checkCounts(child.restart());
		}
	}

	private void checkNotBoth(ChildProperties child) {
		Map<String, Object> original = new LinkedHashMap<>();
		put(original, "forever", child.forever());
		put(original, "max", child.max());
		put(original, "min-uptime", child.minUptime());
		put(original, "spin-sleep-time", child.spinSleepTime());
		if (child.restart() != null && !original.isEmpty()) {
			Map.Entry<String, Object> first = original.entrySet().iterator().next();
			throw this.keys.refused(first.getKey(), first.getValue(),
					"there is also '%s', which excludes it".formatted(this.keys.of("restart")),
					"Keep '%s.*', or the keys of the original (%s), and remove the others."
						.formatted(this.keys.of("restart"), String.join(", ", original.keySet())));
		}
	}

	private static void put(Map<String, Object> values, String option, @Nullable Object value) {
		if (value != null) {
			values.put(option, value);
		}
	}

	private void checkPauses(Restart restart) {
		checkNotNegative(RESTART + "delay", restart.delay());
		checkNotNegative(MAX_DELAY, restart.maxDelay());
		if (restart.maxDelay().compareTo(BackoffPolicy.LONGEST_DELAY) > 0) {
			throw this.keys.refused(MAX_DELAY, restart.maxDelay(), "it is longer than 365 days", POSITIVE);
		}
		if (restart.delay().compareTo(restart.maxDelay()) > 0) {
			throw tooLongFor(restart);
		}
		if (!(restart.multiplier() >= 1 && Double.isFinite(restart.multiplier()))) {
			throw this.keys.refused(RESTART + "multiplier", restart.multiplier(), "it is less than 1 or no number",
					"Write 1 for pauses that stay the same, or more.");
		}
		if (!(restart.jitter() >= 0 && restart.jitter() <= 1)) {
			throw this.keys.refused(RESTART + "jitter", restart.jitter(), "it is not between 0 and 1",
					"Write a share such as '0.2', or 0 for exact pauses.");
		}
	}

	/** Blames the one that was written; the other one may be a default. */
	private InvalidChildPropertyException tooLongFor(Restart restart) {
		if (restart.delay().equals(BackoffPolicy.DEFAULT.delay())) {
			return this.keys.refused(MAX_DELAY, restart.maxDelay(),
					"it is shorter than '%s' of %s".formatted(this.keys.of(RESTART + "delay"), restart.delay()),
					"Write a longer one, or a shorter '%s'.".formatted(this.keys.of(RESTART + "delay")));
		}
		return this.keys.refused(RESTART + "delay", restart.delay(),
				"it is longer than '%s' of %s".formatted(this.keys.of(MAX_DELAY), restart.maxDelay()),
				"Write a shorter one, or a longer '%s'.".formatted(this.keys.of(MAX_DELAY)));
	}

	private void checkCounts(Restart restart) {
		checkLimit(MAX_RESTARTS, restart.maxRestarts());
		checkPositive(RESTART + "window", restart.window());
		checkPositive(RESTART + "reset-after", restart.resetAfter());
		if (restart.window() != null && restart.maxRestarts() == null) {
			throw this.keys.refused(RESTART + "window", restart.window(),
					"it has no effect without '%s'".formatted(this.keys.of(MAX_RESTARTS)),
					"Add '%s', or remove it.".formatted(this.keys.of(MAX_RESTARTS)));
		}
	}

	private void checkLimit(String option, @Nullable Integer value) {
		if (value != null && value < 1) {
			throw this.keys.refused(option, value, "it is less than 1", NO_LIMIT);
		}
	}

	private void checkNotNegative(String option, @Nullable Duration value) {
		if (value != null && value.isNegative()) {
			throw this.keys.refused(option, value, "it is negative", NOT_NEGATIVE);
		}
	}

	private void checkPositive(String option, @Nullable Duration value) {
		if (value != null && (value.isNegative() || value.isZero())) {
			throw this.keys.refused(option, value, "it is not longer than zero", POSITIVE);
		}
	}

}
