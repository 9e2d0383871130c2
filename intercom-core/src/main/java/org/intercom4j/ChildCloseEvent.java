package org.intercom4j;

import org.jspecify.annotations.Nullable;

/**
 * The child is down until somebody starts it (event {@code close}): stopped, completed or
 * given up. Code and signal are both {@code null} when no process could be started.
 *
 * @param child the child's name
 * @param spinning whether the last run was shorter than the {@code minUptime} of the
 * original's rules; {@code false} without these
 * @param code the exit code, or {@code null} after a signal
 * @param signal the signal's name, or {@code null}
 * @param gaveUp whether the child is down although it is wanted to run
 * @param reason why it is down, a sentence without its full stop
 * @since 0.1.0
 */
public record ChildCloseEvent(String child, boolean spinning, @Nullable Integer code, @Nullable String signal,
		boolean gaveUp, String reason) implements ChildEvent {
}
