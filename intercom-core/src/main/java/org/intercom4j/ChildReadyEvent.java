package org.intercom4j;

import java.time.Duration;

/**
 * The process can do its work, as the child's readiness tells. Not an event of the
 * emitter, which has no such name.
 *
 * @param child the child's name
 * @param info the child at this moment
 * @param after how long after the start of the process
 * @since 0.1.0
 */
public record ChildReadyEvent(String child, ChildInfo info, Duration after) implements ChildEvent {
}
