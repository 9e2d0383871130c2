package org.intercom4j;

/**
 * One line of standard output (event {@code stdout}).
 *
 * @param child the child's name
 * @param line the line, without its line end
 * @since 0.1.0
 */
public record ChildStdoutEvent(String child, String line) implements ChildEvent {
}
