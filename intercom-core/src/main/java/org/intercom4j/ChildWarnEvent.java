package org.intercom4j;

/**
 * Something to know of (event {@code warn}): a restart that follows, events that could
 * not be delivered, a refused connection.
 *
 * @param child the child's name
 * @param message what
 * @since 0.1.0
 */
public record ChildWarnEvent(String child, String message) implements ChildEvent {
}
