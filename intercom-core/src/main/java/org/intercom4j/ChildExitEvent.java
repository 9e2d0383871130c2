package org.intercom4j;

import org.jspecify.annotations.Nullable;

/**
 * A process has ended (event {@code exit}). All that it wrote was delivered before.
 *
 * @param child the child's name
 * @param code the exit code, or {@code null} after a signal
 * @param signal the signal's name, or {@code null}
 * @param permanent whether no restart follows
 * @param report all that is known about the end
 * @since 0.1.0
 */
public record ChildExitEvent(String child, @Nullable Integer code, @Nullable String signal, boolean permanent,
		CrashReport report) implements ChildEvent {
}
