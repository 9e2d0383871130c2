package org.intercom4j;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the latest ended process of a child ended.
 *
 * @param code the exit code, or {@code null} after a signal
 * @param signal the signal's name, or {@code null}
 * @param at when it ended
 * @param uptime how long it ran
 * @since 0.1.0
 */
public record LastExit(@Nullable Integer code, @Nullable String signal, Instant at, Duration uptime) {
}
