package org.intercom4j;

/**
 * A process was started by a call (event {@code start}).
 *
 * @param child the child's name
 * @param info the child at that moment
 * @since 0.1.0
 */
public record ChildStartEvent(String child, ChildInfo info) implements ChildEvent {
}
