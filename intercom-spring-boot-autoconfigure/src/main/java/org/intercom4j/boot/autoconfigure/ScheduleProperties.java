package org.intercom4j.boot.autoconfigure;

import java.time.Duration;

import org.intercom4j.boot.schedule.Schedule.Overlap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a child is run. Either cron or fixed-delay is given.
 *
 * @param cron Cron expression of six fields, from seconds to days of the week.
 * @param fixedDelay Time from the end of a run to the next one. The first run is at the
 * start of the application.
 * @param zone Time zone of the cron expression. Defaults to that of the system.
 * @param overlap What happens when it is time and the child still runs.
 * @since 0.1.0
 */
public record ScheduleProperties(@Nullable String cron, @Nullable Duration fixedDelay, @Nullable String zone,
		@DefaultValue("skip") Overlap overlap) {
}
