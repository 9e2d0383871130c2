package org.intercom4j;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.intercom4j.heartbeat.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a child at one moment: the data record of the original, and more.
 *
 * @param name its name
 * @param state where it stands
 * @param desired what was asked for last: {@code running}, {@code stopped}, or
 * {@code nothing} yet
 * @param ready whether it can do its work: what its {@code readiness} option waits for
 * has come
 * @param connected whether its channel is up
 * @param pid the process id, or {@code null} while no process lives
 * @param incarnation the number of the latest process, 0 before the first
 * @param times how many processes have ended, or were tried in vain, since the latest
 * start by a call
 * @param restarts how many starts followed another process, over the whole life
 * @param startedAt when the live process started, or {@code null}
 * @param uptime how long it has run, or {@code null}
 * @param nextRestartAt when the next process is started, or {@code null} when the child
 * is not backing off
 * @param lastExit how the latest ended process ended, or {@code null}
 * @param script the script with its source directory, or the command's program
 * @param options the arguments of the script
 * @param env the environment that was added to the application's own
 * @param cwd the working directory, or {@code null} for the application's own
 * @param queued how many events wait for the channel
 * @param sent how many events were emitted to the child, over the whole life
 * @param received how many events came from the child, over the whole life
 * @param heartbeat the latest answer of the live process to a ping, or {@code null}
 * @since 0.1.0
 */
public record ChildInfo(String name, ChildState state, String desired, boolean ready, boolean connected,
		@Nullable Long pid, int incarnation, int times, int restarts, @Nullable Instant startedAt,
		@Nullable Duration uptime, @Nullable Instant nextRestartAt, @Nullable LastExit lastExit, String script,
		List<String> options, Map<String, String> env, @Nullable String cwd, int queued, long sent, long received,
		@Nullable Heartbeat heartbeat) {
}
