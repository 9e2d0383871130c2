package org.intercom4j;

/**
 * The channel is up (event {@code rpcready}).
 *
 * @param child the child's name
 * @since 0.1.0
 */
public record ChildRpcReadyEvent(String child) implements ChildEvent {
}
