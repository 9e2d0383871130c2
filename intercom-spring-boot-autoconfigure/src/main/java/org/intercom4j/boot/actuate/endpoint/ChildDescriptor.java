package org.intercom4j.boot.actuate.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.intercom4j.ChildState;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint tells about a child. Arguments and environment are sanitized.
 *
 * @param state where it stands
 * @param desired what was asked for last
 * @param pid the process id, or {@code null} while no process lives
 * @param ready whether it can do its work
 * @param incarnation the number of the latest process
 * @param restarts how many starts followed another process
 * @param startedAt when the live process started, or {@code null}
 * @param uptime how long it has run, or {@code null}
 * @param nextRestartAt when the next process is started, or {@code null} when the child
 * is not backing off
 * @param lastExit how the latest ended process ended, or {@code null}
 * @param script the script or program
 * @param options its arguments
 * @param env the environment that is added
 * @param cwd the working directory, or {@code null} for the application's own
 * @param cpuTime how long its processes were running on a processor, or {@code null} like
 * the next three when no process lives, or the system does not tell
 * @param residentSize how many bytes of memory its process tree holds
 * @param threads how many threads its process tree has
 * @param openFiles how many files its process tree has open
 * @param heartbeat its latest answer to a ping, or {@code null}
 * @param queued how many events wait for the channel
 * @param lastCrash all that is known of the latest end, or {@code null}
 * @param startFailure why the latest start failed, or {@code null}
 * @since 0.1.0
 */
public record ChildDescriptor(ChildState state, String desired, @Nullable Long pid, boolean ready, int incarnation,
		int restarts, @Nullable Instant startedAt, @Nullable Duration uptime, @Nullable Instant nextRestartAt,
		@Nullable ExitDescriptor lastExit, String script, List<Object> options, Map<String, Object> env,
		@Nullable String cwd, @Nullable Duration cpuTime, @Nullable Long residentSize, @Nullable Integer threads,
		@Nullable Integer openFiles, @Nullable HeartbeatDescriptor heartbeat, int queued,
		@Nullable CrashDescriptor lastCrash, @Nullable String startFailure) implements OperationResponseBody {

	/**
	 * An answer to a ping.
	 *
	 * @param at when it came
	 * @param roundTrip the time from the ping to the answer
	 * @param lag how late the event loop was at worst since the answer before, or
	 * {@code null} for a process without one
	 */
	public record HeartbeatDescriptor(Instant at, Duration roundTrip, @Nullable Duration lag) {
	}

	/**
	 * How a process ended.
	 *
	 * @param code the exit code, or {@code null} after a signal
	 * @param signal the signal's name, or {@code null}
	 * @param at when it ended
	 * @param uptime how long it ran
	 */
	public record ExitDescriptor(@Nullable Integer code, @Nullable String signal, Instant at, Duration uptime) {
	}

	/**
	 * What is known of the end of a process.
	 *
	 * @param incarnation the number of the process
	 * @param pid the process id that it had, or {@code null} when it could not be started
	 * @param code the exit code, or {@code null} after a signal
	 * @param signal the signal's name, or {@code null}
	 * @param at when it ended
	 * @param uptime how long it ran
	 * @param lastStderr the last lines of its standard error
	 * @param pendingCalls how many callbacks waited
	 * @param outOfMemory what points to an end for want of memory, or {@code null}
	 * @param dump what the process told of its insides, or {@code null}
	 * @param decision what followed
	 * @param delay the pause before the restart, or {@code null}
	 * @param reason why that was decided
	 * @param hint what such an end usually means, or {@code null}
	 */
	public record CrashDescriptor(int incarnation, @Nullable Long pid, @Nullable Integer code, @Nullable String signal,
			Instant at, Duration uptime, List<String> lastStderr, int pendingCalls, @Nullable String outOfMemory,
			@Nullable String dump, String decision, @Nullable Duration delay, String reason, @Nullable String hint) {
	}

}
