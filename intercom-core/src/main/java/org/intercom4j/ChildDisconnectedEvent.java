package org.intercom4j;

/**
 * The channel is closed; follows {@link ChildRpcExitEvent} (event {@code disconnected}).
 *
 * @param child the child's name
 * @since 0.1.0
 */
public record ChildDisconnectedEvent(String child) implements ChildEvent {
}
