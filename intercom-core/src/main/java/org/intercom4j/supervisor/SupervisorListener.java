package org.intercom4j.supervisor;

/**
 * Hears of every step of a supervisor.
 * <p>
 * Called inside the supervisor's loop, one call at a time, in the order of the steps, on
 * whatever thread drives the loop: it must not block and must not call a user's code.
 * Order of one run: {@code started}, perhaps {@code stopping}, {@code exited}, then
 * either {@code closed} or {@code restarting} and the next run.
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
	 * A process could not be started; the child is down.
	 * @param reason why
	 */
	void startFailed(Throwable reason);

	/** The running process is being ended because of a call. */
	void stopping();

	/**
	 * A process has ended.
	 * @param end how, and what follows
	 */
	void exited(RunEnd end);

	/**
	 * The child is down until somebody starts it.
	 * @param end the last run
	 */
	void closed(RunEnd end);

	/**
	 * The next start follows now.
	 * @param times how many runs have ended since the child was started
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
