package org.intercom4j.heartbeat;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The latest answer of a process to a ping.
 *
 * @param at when it came
 * @param roundTrip the time from the ping to the answer
 * @param lag how late the process's event loop was at worst since the answer before;
 * {@code null} unless it has one that answers, as in Node.js
 * @since 0.1.0
 */
public record Heartbeat(Instant at, Duration roundTrip, @Nullable Duration lag) {
}
