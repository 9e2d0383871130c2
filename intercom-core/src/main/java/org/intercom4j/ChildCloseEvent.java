package org.intercom4j;

import org.jspecify.annotations.Nullable;

/**
 * The child is down until somebody starts it (event {@code close}).
 *
 * @param child the child's name
 * @param spinning whether the last run was shorter than the minimum uptime
 * @param code the exit code, or {@code null} after a signal
 * @param signal the signal's name, or {@code null}
 * @since 0.1.0
 */
public record ChildCloseEvent(String child, boolean spinning, @Nullable Integer code,
		@Nullable String signal) implements ChildEvent {
}
