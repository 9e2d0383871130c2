package org.intercom4j;

/**
 * The process was told to end, by stop, restart or kill (event {@code stop}); it still
 * lives.
 *
 * @param child the child's name
 * @param info the child at that moment
 * @since 0.1.0
 */
public record ChildStopEvent(String child, ChildInfo info) implements ChildEvent {
}
