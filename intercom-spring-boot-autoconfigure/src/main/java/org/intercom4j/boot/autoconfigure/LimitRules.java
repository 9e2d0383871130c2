package org.intercom4j.boot.autoconfigure;

import java.time.Duration;

import org.intercom4j.limits.LimitOptions;

/**
 * What the limits of one child must keep to, and what they mean.
 *
 * @param keys the child's keys
 */
record LimitRules(ChildProperty keys) {

	private static final String DURATION = "Write a duration such as '%s'.";

	/**
	 * Checks all of them.
	 * @throws InvalidChildPropertyException naming the first one that cannot be used
	 */
	LimitOptions options(LimitProperties limits) {
		if (limits.memory() != null && limits.memory().toBytes() <= 0) {
			throw refused("memory", limits.memory(), "Write a size such as '512MB'.");
		}
		if (limits.maxAge() != null && !isPositive(limits.maxAge())) {
			throw refused("max-age", limits.maxAge(), DURATION.formatted("24h"));
		}
		if (limits.maxEvents() != null && limits.maxEvents() <= 0) {
			throw refused("max-events", limits.maxEvents(), "Write at least 1. Leave it out for no limit.");
		}
		if (!isPositive(limits.interval())) {
			throw refused("interval", limits.interval(), DURATION.formatted("5s"));
		}
		if (limits.openFiles() != null && limits.openFiles() <= 0) {
			throw refused("open-files", limits.openFiles(), "Write a number such as '1024'.");
		}
		if (!LimitOptions.isPriority(limits.nice())) {
			throw this.keys.refused("limits.nice", limits.nice(), "it is not from -20 to 19",
					"Write a number such as '10'.");
		}
		return new LimitOptions((limits.memory() != null) ? limits.memory().toBytes() : null, limits.maxAge(),
				limits.maxEvents(), limits.interval(), limits.nice(), limits.openFiles());
	}

	private static boolean isPositive(Duration value) {
		return !value.isNegative() && !value.isZero();
	}

	private InvalidChildPropertyException refused(String option, Object value, String action) {
		return this.keys.refused("limits." + option, value, "it is not more than zero", action);
	}

}
