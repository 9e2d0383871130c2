package org.intercom4j;

/**
 * The channel is closed (event {@code rpcexit}).
 *
 * @param child the child's name
 * @since 0.1.0
 */
public record ChildRpcExitEvent(String child) implements ChildEvent {
}
