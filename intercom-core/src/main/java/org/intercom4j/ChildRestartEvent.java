package org.intercom4j;

/**
 * The next process was started after another one (event {@code restart}).
 *
 * @param child the child's name
 * @param info the child at that moment
 * @since 0.1.0
 */
public record ChildRestartEvent(String child, ChildInfo info) implements ChildEvent {
}
