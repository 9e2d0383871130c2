package org.intercom4j.supervisor;

import java.util.concurrent.CancellationException;

/**
 * The callers of a lifecycle by what they wait for. Used in the supervisor's loop only.
 */
final class Callers {

	/** Wait for a process to run. */
	final Waiters untilRunning = new Waiters();

	/** Wait for the old process to end and the next one to run. */
	final Waiters untilRestarted = new Waiters();

	/** Wait for the end of the live process. */
	final Waiters untilEnded = new Waiters();

	/** Wait for the child to be down. */
	final Waiters untilDown = new Waiters();

	void stopWins() {
		CancellationException reason = new CancellationException("The child was stopped");
		this.untilRunning.fail(reason);
		this.untilRestarted.fail(reason);
	}

	void startFailed(Throwable failure) {
		this.untilRunning.fail(failure);
		this.untilRestarted.fail(failure);
		this.untilEnded.complete();
		this.untilDown.complete();
	}

	void unkillable() {
		IllegalStateException reason = new IllegalStateException(
				"The process is still alive after SIGKILL; the child stays in its stop until it ends");
		this.untilDown.fail(reason);
		this.untilEnded.fail(reason);
		this.untilRestarted.fail(reason);
	}

}
