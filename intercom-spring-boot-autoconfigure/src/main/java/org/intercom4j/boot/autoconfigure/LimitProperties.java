package org.intercom4j.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a process may use up before it is restarted.
 *
 * @param memory Resident size of its whole process tree. Known on Linux only.
 * @param maxAge Longest time that it runs.
 * @param maxEvents Number of events that it sends and is sent.
 * @param interval Time between two looks at these.
 * @param nice How much lower its priority is than that of the application, from -20 to
 * 19. On Linux only.
 * @param openFiles Maximum number of files that each of its processes has open at a time.
 * On Linux only.
 * @since 0.1.0
 */
public record LimitProperties(@Nullable DataSize memory, @Nullable Duration maxAge, @Nullable Long maxEvents,
		@DefaultValue("5s") Duration interval, @Nullable Integer nice, @Nullable Integer openFiles) {
}
