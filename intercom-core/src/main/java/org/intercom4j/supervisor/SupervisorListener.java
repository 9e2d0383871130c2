package org.intercom4j.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * Hears of every step of a supervisor.
 * <p>
 * Called inside the supervisor's loop, one call at a time, in the order of the steps, on
 * whatever thread drives the loop: it must not block and must not call a user's code.
 * Order of one run: {@code started}, perhaps {@code stopping}, {@code exited}, then
 * either {@code closed} or {@code restarting} and the next run. A start that fails is
 * {@code startFailed}, and then the same.
 *
 * @since 0.1.0
 */
public interface SupervisorListener {

	/**
	 * A process was started.
	 * @param run the run
	 * @param again whether it follows another run without {@code closed} in between
	 */
	void started(ChildRun run, boolean again);

	/**
	 * A process could not be started. When that was the first one since the start by a
	 * call, and the policy does not cover it, the child is down without {@code closed}.
	 * @param failure why, and what follows
	 */
	void startFailed(FailedStart failure);

	/**
	 * The running process is being ended.
	 * @param fault why that is its own failure, or {@code null} when it was asked for
	 */
	void stopping(@Nullable String fault);

	/**
	 * A process has ended.
	 * @param end how, and what follows
	 */
	void exited(RunEnd end);

	/**
	 * The child is down until somebody starts it.
	 * @param decision why
	 * @param end the last run since the start by a call, or {@code null} when there was
	 * none
	 */
	void closed(RestartDecision decision, @Nullable RunEnd end);

	/**
	 * The next start waits for the other children of a group; {@code restarting} follows
	 * when they are ready for it.
	 */
	void waiting();

	/**
	 * The next start follows now.
	 * @param times how many runs have ended or could not be started since the child was
	 * started by a call
	 */
	void restarting(int times);

	/**
	 * A call was refused in this state.
	 * @param reason what was refused
	 */
	void refused(IllegalStateException reason);

	/**
	 * A process outlived even SIGKILL; the child stays in its stop until it ends.
	 * @param pid the process
	 */
	void unkillable(long pid);

}
