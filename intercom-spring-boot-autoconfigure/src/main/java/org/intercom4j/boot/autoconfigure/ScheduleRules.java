package org.intercom4j.boot.autoconfigure;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.intercom4j.boot.autoconfigure.IntercomProperties.Startup;
import org.intercom4j.boot.schedule.Schedule;
import org.intercom4j.supervisor.BackoffPolicy;
import org.intercom4j.supervisor.RestartCondition;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * What the schedule of one child must keep to, and what it means.
 *
 * @param keys the child's keys
 */
record ScheduleRules(ChildProperty keys) {

	/** What holds for a scheduled child when nothing is set. */
	static final BackoffPolicy ONE_RUN = BackoffPolicy.builder().policy(RestartCondition.NEVER).build();

	private static final String CRON = "schedule.cron";

	private static final String FIXED_DELAY = "schedule.fixed-delay";

	private static final String ZONE = "schedule.zone";

	/**
	 * Checks all of it, and that the other properties fit to it.
	 * @throws InvalidChildPropertyException naming the first one that cannot be used
	 */
	@Nullable Schedule schedule(ChildProperties child) {
		ScheduleProperties source = child.schedule();
		if (source == null) {
			return null;
		}
		checkRestarts(child);
		checkStart(child);
		checkOneOf(source);
		Schedule schedule = new Schedule(cron(source.cron()), delay(source.fixedDelay()), zone(source),
				source.overlap());
		if (source.cron() != null && schedule.nextTime(Instant.now()) == null) {
			throw this.keys.refused(CRON, source.cron(), "there is no such time", "Write days that the months have.");
		}
		return schedule;
	}

	/** Restarts after a success, and runs at times, exclude each other. */
	private void checkRestarts(ChildProperties child) {
		if (child.restart() != null && child.restart().policy() == RestartCondition.ALWAYS) {
			throw this.keys.refused("restart.policy", child.restart().policy(),
					"a scheduled child is not restarted when it succeeds",
					"Write 'on-failure' or 'never', or remove '%s'.".formatted(this.keys.of("schedule")));
		}
		Map<String, Object> original = new LinkedHashMap<>();
		put(original, "forever", child.forever());
		put(original, "max", child.max());
		put(original, "min-uptime", child.minUptime());
		put(original, "spin-sleep-time", child.spinSleepTime());
		if (!original.isEmpty()) {
			Map.Entry<String, Object> first = original.entrySet().iterator().next();
			throw this.keys.refused(first.getKey(), first.getValue(),
					"a scheduled child is not restarted when it succeeds",
					"Remove it; restarts after failures are told by '%s'.".formatted(this.keys.of("restart")));
		}
	}

	private static void put(Map<String, Object> values, String option, @Nullable Object value) {
		if (value != null) {
			values.put(option, value);
		}
	}

	private void checkStart(ChildProperties child) {
		String reason = "the child has a schedule";
		if (child.startup() == Startup.WAIT) {
			throw this.keys.refused("startup", child.startup(), reason,
					"Remove it: the application does not wait for its runs.");
		}
		if (!child.dependsOn().isEmpty()) {
			throw this.keys.refused("depends-on", child.dependsOn().get(0).child(), reason,
					"Remove it: its runs wait for no other child.");
		}
	}

	private void checkOneOf(ScheduleProperties source) {
		if (source.cron() != null && source.fixedDelay() != null) {
			throw this.keys.refused(FIXED_DELAY, source.fixedDelay(),
					"there is also '%s'".formatted(this.keys.of(CRON)), "Keep one of them.");
		}
		if (source.cron() == null && source.fixedDelay() == null) {
			throw this.keys.refused("schedule", null, "it tells no time",
					"Add '%s' or '%s'.".formatted(this.keys.of(CRON), this.keys.of(FIXED_DELAY)));
		}
	}

	private @Nullable CronExpression cron(@Nullable String expression) {
		try {
			return (expression != null) ? CronExpression.parse(expression) : null;
		}
		catch (IllegalArgumentException ex) {
			throw this.keys.refused(CRON, expression, "it is no cron expression: " + ex.getMessage(),
					"Write six fields (second, minute, hour, day, month, day of week), such as '0 30 4 * * MON-FRI'.");
		}
	}

	private @Nullable Duration delay(@Nullable Duration delay) {
		if (delay != null && (delay.isNegative() || delay.isZero())) {
			throw this.keys.refused(FIXED_DELAY, delay, "it is not longer than zero", "Write a duration such as '5m'.");
		}
		return delay;
	}

	private ZoneId zone(ScheduleProperties source) {
		if (source.zone() == null) {
			return ZoneId.systemDefault();
		}
		if (source.cron() == null) {
			throw this.keys.refused(ZONE, source.zone(), "it has no effect without '%s'".formatted(this.keys.of(CRON)),
					"Remove it.");
		}
		try {
			return ZoneId.of(source.zone());
		}
		catch (DateTimeException ex) {
			throw this.keys.refused(ZONE, source.zone(), "there is no such time zone",
					"Write one such as 'Europe/Vienna' or 'UTC'.");
		}
	}

}
