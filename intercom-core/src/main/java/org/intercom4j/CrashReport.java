package org.intercom4j;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known about the end of a process, or about a process that could not be started.
 *
 * @param child the child's name
 * @param incarnation the number of the process
 * @param pid the process id that it had, or {@code null} when it could not be started
 * @param code the exit code, or {@code null} after a signal
 * @param signal the signal's name, or {@code null}
 * @param at when it ended
 * @param uptime how long it ran
 * @param lastStderr the last lines of its standard error, oldest first
 * @param pendingCalls how many callbacks the child could still have called; they were
 * told that it is gone
 * @param outOfMemory what points to an end for want of memory, or {@code null} when
 * nothing does; a guess
 * @param dump what the threads of a hung process did before its end, or why that cannot
 * be told, or {@code null} if it was not hung
 * @param decision what follows: {@code restart}, {@code give up}, {@code complete} or
 * {@code stop}
 * @param delay the pause before the restart, or {@code null} when none follows
 * @param reason why that was decided
 * @param hint what such an end usually means and what to do, or {@code null}
 * @since 0.1.0
 */
public record CrashReport(String child, int incarnation, @Nullable Long pid, @Nullable Integer code,
		@Nullable String signal, Instant at, Duration uptime, List<String> lastStderr, int pendingCalls,
		@Nullable String outOfMemory, @Nullable String dump, String decision, @Nullable Duration delay, String reason,
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
	 * Copies the lines.
	 */
	public CrashReport {
		lastStderr = List.copyOf(lastStderr);
	}

	/**
	 * The report as one line for a log, without the dump.
	 * @return how it ended, what follows, why, and the last lines
	 */
	public String summary() {
		StringBuilder text = new StringBuilder(end());
		text.append("; ").append(this.decision).append(pause()).append(" because ").append(this.reason).append('.');
		if (this.pendingCalls > 0) {
			text.append(" Pending calls: ").append(this.pendingCalls).append('.');
		}
		if (this.outOfMemory != null) {
			text.append(" Probably out of memory: ").append(this.outOfMemory).append('.');
		}
		if (this.hint != null) {
			text.append(' ').append(this.hint);
		}
		if (!this.lastStderr.isEmpty()) {
			text.append(" Last lines of stderr: ").append(String.join(" | ", this.lastStderr));
		}
		return text.toString();
	}

	private String end() {
		if (this.pid == null) {
			return "A process of child '%s' could not be started".formatted(this.child);
		}
		String how = (this.signal != null) ? "by signal " + this.signal : "with code " + this.code;
		return "Process %d of child '%s' ended %s after %s".formatted(this.pid, this.child, how, this.uptime);
	}

	private String pause() {
		return (this.delay != null && !this.delay.isZero()) ? " in " + this.delay : "";
	}

}
