package org.intercom4j;

/**
 * One line of standard error (event {@code stderr}).
 *
 * @param child the child's name
 * @param line the line, without its line end
 * @since 0.1.0
 */
public record ChildStderrEvent(String child, String line) implements ChildEvent {
}
