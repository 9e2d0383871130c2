package org.intercom4j.boot.autoconfigure;

import java.time.Duration;

import org.intercom4j.process.StopSignal;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The steps of a stop.
 *
 * @param drainTimeout Time for the work of a child that has asked to be told of a stop.
 * With zero it is not told.
 * @param messageTimeout Time to end after the channel was closed. With zero the child is
 * terminated at once.
 * @param terminateTimeout Time to end after SIGTERM. With zero the child is killed at
 * once.
 * @param killTimeout Time to wait for the end after SIGKILL; not zero.
 * @param signal Signal in the place of SIGTERM.
 * @since 0.1.0
 */
public record StopProperties(@DefaultValue("10s") Duration drainTimeout, @DefaultValue("2s") Duration messageTimeout,
		@DefaultValue("5s") Duration terminateTimeout, @DefaultValue("5s") Duration killTimeout,
		@DefaultValue("term") StopSignal signal) {
}
