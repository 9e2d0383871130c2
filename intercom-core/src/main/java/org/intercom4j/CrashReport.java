package org.intercom4j;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known about the end of a process.
 *
 * @param child the child's name
 * @param incarnation the number of the process
 * @param pid the process id that it had
 * @param code the exit code, or {@code null} after a signal
 * @param signal the signal's name, or {@code null}
 * @param at when it ended
 * @param uptime how long it ran
 * @param lastStderr the last lines of its standard error, oldest first
 * @param decision what follows: {@code restart}, {@code give up}, {@code complete} or
 * {@code stop}
 * @param delay the pause before the restart, or {@code null} when none follows
 * @param reason why that was decided
 * @param hint what such an end usually means, or {@code null}
 * @since 0.1.0
 */
public record CrashReport(String child, int incarnation, long pid, @Nullable Integer code, @Nullable String signal,
		Instant at, Duration uptime, List<String> lastStderr, String decision, @Nullable Duration delay, String reason,
		@Nullable String hint) {

	static final String COMPLETE = "complete";

	/**
	 * Whether the process has done its work, so that the child is down without failure.
	 * @return whether the decision is {@code complete}
	 */
	public boolean isCompleted() {
		return this.decision.equals(COMPLETE);
	}

	/**
	 * The report as one line for a log.
	 * @return how it ended, why, what follows and the last lines
	 */
	public String summary() {
		String end = (this.signal != null) ? "by signal " + this.signal : "with code " + this.code;
		String hinted = (this.hint != null) ? " " + this.hint : "";
		String lines = this.lastStderr.isEmpty() ? "" : " Last lines of stderr: " + String.join(" | ", this.lastStderr);
		return "Process %d of child '%s' ended %s after %s; %s because %s.%s%s".formatted(this.pid, this.child, end,
				this.uptime, this.decision, this.reason, hinted, lines);
	}

}
