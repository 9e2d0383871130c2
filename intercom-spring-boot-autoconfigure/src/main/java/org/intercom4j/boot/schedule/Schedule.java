package org.intercom4j.boot.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a child is run. There is either a cron expression or a delay.
 *
 * @param cron the times, or {@code null}
 * @param fixedDelay the time from the end of a run to the next one, or {@code null}
 * @param zone the zone of the cron expression
 * @param overlap what happens when it is time and the child still runs
 * @since 0.1.0
 */
public record Schedule(@Nullable CronExpression cron, @Nullable Duration fixedDelay, ZoneId zone, Overlap overlap) {

	/**
	 * Refuses what is no schedule.
	 */
	public Schedule {
		if ((cron == null) == (fixedDelay == null)) {
			throw new IllegalArgumentException("Either 'cron' or 'fixedDelay' must be given");
		}
		if (fixedDelay != null && (fixedDelay.isNegative() || fixedDelay.isZero())) {
			throw new IllegalArgumentException("'fixedDelay' must be longer than zero but was " + fixedDelay);
		}
	}

	/**
	 * Runs at the times of a cron expression; one that comes too early is skipped.
	 * @param expression six fields, or a macro, as Spring reads them
	 * @param zone the zone of its times
	 * @return the schedule
	 */
	public static Schedule cron(String expression, ZoneId zone) {
		return new Schedule(CronExpression.parse(expression), null, zone, Overlap.SKIP);
	}

	/**
	 * Runs at once, and again so long after the end of each run.
	 * @param delay longer than zero
	 * @return the schedule
	 */
	public static Schedule fixedDelay(Duration delay) {
		return new Schedule(null, delay, ZoneId.systemDefault(), Overlap.SKIP);
	}

	/**
	 * The same with another treatment of overlaps.
	 * @param other what happens when the child still runs
	 * @return the schedule
	 */
	public Schedule withOverlap(Overlap other) {
		return new Schedule(this.cron, this.fixedDelay, this.zone, other);
	}

	/**
	 * When the cron expression comes next.
	 * @param after the present
	 * @return a later time; {@code null} when there is none, or no expression
	 */
	public @Nullable Instant nextTime(Instant after) {
		if (this.cron == null) {
			return null;
		}
		ZonedDateTime next = this.cron.next(after.atZone(this.zone));
		return (next != null) ? next.toInstant() : null;
	}

	/**
	 * What happens when it is time and the child still runs.
	 */
	public enum Overlap {

		/** Nothing; the next time counts. */
		SKIP,

		/** It is run again as soon as it has ended. At most one run waits. */
		WAIT

	}

}
