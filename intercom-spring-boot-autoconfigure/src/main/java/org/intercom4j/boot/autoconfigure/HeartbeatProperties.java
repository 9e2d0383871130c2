package org.intercom4j.boot.autoconfigure;

import java.time.Duration;

import org.intercom4j.heartbeat.HeartbeatOptions.HangAction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether a process is asked over its channel if it lives. It is if one of the times is
 * set.
 *
 * @param interval Time from one question to the next. Defaults to 10 seconds if the
 * timeout is set.
 * @param timeout Time without an answer, or any other sign of life, after which the
 * process is hung. Defaults to 30 seconds if the interval is set.
 * @param onHang What happens to a process that is hung.
 * @param dump Whether a dump is taken into the crash report before a hung process is
 * ended.
 * @since 0.1.0
 */
public record HeartbeatProperties(@Nullable Duration interval, @Nullable Duration timeout,
		@DefaultValue("restart") HangAction onHang, @DefaultValue("true") boolean dump) {
}
