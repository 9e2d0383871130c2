package org.intercom4j;

/**
 * This side asked for the channel to be closed (event {@code disconnect}).
 *
 * @param child the child's name
 * @since 0.1.0
 */
public record ChildDisconnectEvent(String child) implements ChildEvent {
}
