package org.intercom4j.process;

import org.jspecify.annotations.Nullable;

/**
 * How a process ended: by itself with a code, or by a signal.
 * <p>
 * A JVM sees one number only. A status from 129 to 159 that belongs to a known signal is
 * taken for an end by that signal; a program that ends itself with such a code cannot be
 * told apart, and a JVM that ends on SIGTERM does just that.
 *
 * @param code the exit code, or {@code null} after a signal
 * @param signal the signal's name such as {@code SIGKILL}, or {@code null}
 * @since 0.1.0
 */
public record ExitStatus(@Nullable Integer code, @Nullable String signal) {

	/** Nobody could tell how it ended. */
	public static final ExitStatus UNKNOWN = new ExitStatus(-1, null);

	/**
	 * The status for what {@link Process#waitFor()} returned.
	 * @param status the number
	 * @return the status
	 */
	public static ExitStatus of(int status) {
		String signal = Platform.WINDOWS ? null : Signals.nameOfStatus(status);
		return (signal != null) ? new ExitStatus(null, signal) : new ExitStatus(status, null);
	}

	@Override
	public String toString() {
		return (this.signal != null) ? "signal " + this.signal : "code " + this.code;
	}

}
