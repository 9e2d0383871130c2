package org.intercom4j.supervisor;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.intercom4j.supervisor.SupervisorStatus.Phase;

/**
 * What may be asked of a child, and what that means in each of its phases. Used in the
 * supervisor's loop only.
 */
final class ChildCommands {

	private final Supervision supervision;

	private final ChildLifecycle lifecycle;

	ChildCommands(Supervision supervision, ChildLifecycle lifecycle) {
		this.supervision = supervision;
		this.lifecycle = lifecycle;
	}

	private Phase phase() {
		return this.lifecycle.phase();
	}

	void start(CompletableFuture<Void> future) {
		if (phase() == Phase.IDLE) {
			this.lifecycle.firstRun(future);
		}
		else {
			this.supervision.refuse(future, "Cannot start process that is already running.");
		}
	}

	void stop(CompletableFuture<Void> future) {
		boolean alreadyAsked = this.lifecycle.intent().isStopped() && phase() == Phase.STOPPING;
		this.lifecycle.intent().stop();
		this.lifecycle.refresh();
		if (phase() == Phase.IDLE) {
			this.supervision.refuse(future, "Cannot stop process that is not running.");
			return;
		}
		this.lifecycle.callers().untilDown.add(future);
		this.lifecycle.callers().stopWins();
		if (!alreadyAsked) {
			this.lifecycle.endRun();
		}
		this.lifecycle.failIfUnkillable();
	}

	void stopIfUp(CompletableFuture<Void> future) {
		if (phase() == Phase.IDLE) {
			future.complete(null);
		}
		else {
			stop(future);
		}
	}

	void restart(CompletableFuture<Void> future) {
		if (phase() == Phase.IDLE) {
			this.lifecycle.firstRun(future);
		}
		else if (this.lifecycle.intent().isStopped()) {
			this.lifecycle.endRun();
			future.completeExceptionally(new CancellationException("The child is being stopped"));
		}
		else {
			this.lifecycle.intent().restart();
			this.lifecycle.callers().untilRestarted.add(future);
			this.lifecycle.refresh();
			this.lifecycle.endRun();
			this.lifecycle.failIfUnkillable();
		}
	}

	void gate() {
		this.lifecycle.intent().gate();
	}

	void release() {
		if (this.lifecycle.intent().isWaiting()) {
			this.lifecycle.launchAgain();
		}
	}

	void hold(String reason, Runnable down) {
		if (phase() == Phase.IDLE || this.lifecycle.intent().isStopped()) {
			down.run();
		}
		else if (phase() != Phase.PAUSED) {
			this.lifecycle.intent().hold(reason);
			endUnlessEnding();
		}
	}

	void giveUp(String reason) {
		if (phase() == Phase.IDLE || this.lifecycle.intent().isStopped()) {
			return;
		}
		this.lifecycle.intent().giveUp(reason);
		if (phase() == Phase.PAUSED) {
			this.lifecycle.endPause(new RestartDecision.GiveUp(reason));
		}
		else {
			endUnlessEnding();
		}
	}

	void kill(CompletableFuture<Void> future) {
		if (phase() == Phase.IDLE || phase() == Phase.PAUSED) {
			this.supervision.refuse(future, "Cannot stop process that is not running.");
			return;
		}
		this.lifecycle.callers().untilEnded.add(future);
		this.lifecycle.endRun();
		this.lifecycle.failIfUnkillable();
	}

	/**
	 * Ends a run that does not do its work, which is a failure whatever its exit code.
	 */
	void fail(ChildRun failed, String fault, boolean forGood) {
		if (forGood && this.lifecycle.isRunning(failed)) {
			this.lifecycle.intent().noRestart();
		}
		this.lifecycle.fault(failed, fault);
	}

	void noRestart() {
		this.lifecycle.intent().noRestart();
		if (phase() == Phase.PAUSED) {
			this.lifecycle.intent().stop();
			this.lifecycle.endPause(RestartDecision.Stop.NO_RESTART);
		}
	}

	private void endUnlessEnding() {
		if (phase() != Phase.STOPPING) {
			this.lifecycle.endRun();
		}
		this.lifecycle.refresh();
	}

}
