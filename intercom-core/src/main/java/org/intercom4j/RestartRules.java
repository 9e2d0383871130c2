package org.intercom4j;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.intercom4j.supervisor.BackoffPolicy;
import org.intercom4j.supervisor.MonitorPolicy;
import org.intercom4j.supervisor.RestartPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The two ways to say when a child is restarted, which exclude each other.
 *
 * @param forever option of the original
 * @param max option of the original
 * @param minUptime option of the original
 * @param spinSleepTime option of the original
 * @param restart our own policy
 */
record RestartRules(@Nullable Boolean forever, @Nullable Integer max, @Nullable Duration minUptime,
		@Nullable Duration spinSleepTime, @Nullable BackoffPolicy restart) {

	void check() {
		Map<String, Object> set = set();
		if (this.restart != null && !set.isEmpty()) {
			throw new IllegalArgumentException("'restart' and '%s' must not both be given but were %s and %s"
				.formatted(String.join("', '", set.keySet()), this.restart, set.values()));
		}
		policy();
	}

	/** What is set of the original's options. */
	private Map<String, Object> set() {
		Map<String, Object> set = new LinkedHashMap<>();
		put(set, "forever", this.forever);
		put(set, "max", this.max);
		put(set, "minUptime", this.minUptime);
		put(set, "spinSleepTime", this.spinSleepTime);
		return set;
	}

	private static void put(Map<String, Object> set, String option, @Nullable Object value) {
		if (value != null) {
			set.put(option, value);
		}
	}

	RestartPolicy policy() {
		if (this.restart != null) {
			return this.restart;
		}
		return set().isEmpty() ? BackoffPolicy.DEFAULT : new MonitorPolicy(Boolean.TRUE.equals(this.forever), this.max,
				(this.minUptime != null) ? this.minUptime : Duration.ZERO, this.spinSleepTime);
	}

}
