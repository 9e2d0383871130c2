package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.intercom4j.process.ExitStatus;
import org.intercom4j.supervisor.SupervisorStatus.Desired;
import org.intercom4j.supervisor.SupervisorStatus.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The state of one child and every step from one state to the next. Used in the
 * supervisor's loop only, which owns all fields; the status may be read from anywhere.
 */
final class ChildLifecycle {

	private final Supervision supervision;

	private final SerialLoop loop;

	private final Callers callers = new Callers();

	private final RunHistory history = new RunHistory();

	private Phase phase = Phase.IDLE;

	private Desired desired = Desired.NOTHING;

	private boolean restartWanted;

	private boolean noRestart;

	/** Whether the process that is being started is to be ended at once. */
	private boolean endWanted;

	private boolean unkillable;

	private @Nullable ChildRun run;

	private @Nullable StopLadder ladder;

	/** Takes the alarm of the pause back. */
	private @Nullable Runnable pause;

	private volatile SupervisorStatus status = snapshot();

	ChildLifecycle(Supervision supervision, SerialLoop loop) {
		this.supervision = supervision;
		this.loop = loop;
	}

	SupervisorStatus status() {
		return this.status;
	}

	void start(CompletableFuture<Void> future) {
		if (this.phase == Phase.IDLE) {
			firstRun(future);
		}
		else {
			refuse(future, "Cannot start process that is already running.");
		}
	}

	void stop(CompletableFuture<Void> future) {
		boolean alreadyAsked = this.desired == Desired.STOPPED && this.phase == Phase.STOPPING;
		this.desired = Desired.STOPPED;
		enter(this.phase);
		if (this.phase == Phase.IDLE) {
			refuse(future, "Cannot stop process that is not running.");
			return;
		}
		this.restartWanted = false;
		this.callers.untilDown.add(future);
		this.callers.stopWins();
		if (!alreadyAsked) {
			endRun();
		}
		failIfUnkillable();
	}

	void restart(CompletableFuture<Void> future) {
		this.noRestart = false;
		if (this.phase == Phase.IDLE) {
			firstRun(future);
		}
		else if (this.desired == Desired.STOPPED) {
			endRun();
			future.completeExceptionally(new CancellationException("The child is being stopped"));
		}
		else {
			this.restartWanted = true;
			this.callers.untilRestarted.add(future);
			endRun();
			failIfUnkillable();
		}
	}

	void kill(CompletableFuture<Void> future) {
		if (this.phase == Phase.IDLE || this.phase == Phase.PAUSED) {
			refuse(future, "Cannot stop process that is not running.");
			return;
		}
		this.callers.untilEnded.add(future);
		endRun();
		failIfUnkillable();
	}

	void noRestart() {
		this.noRestart = true;
		if (this.phase == Phase.PAUSED) {
			this.desired = Desired.STOPPED;
			endPause();
		}
	}

	private void refuse(CompletableFuture<Void> future, String text) {
		IllegalStateException reason = new IllegalStateException(text);
		this.supervision.listener().refused(reason);
		future.completeExceptionally(reason);
	}

	private void firstRun(CompletableFuture<Void> future) {
		this.desired = Desired.RUNNING;
		this.history.reset();
		this.noRestart = false;
		this.callers.untilRunning.add(future);
		launch(false);
	}

	private void launch(boolean again) {
		this.history.incarnation++;
		this.endWanted = false;
		enter(Phase.STARTING);
		int number = this.history.incarnation;
		this.supervision.start(number).whenComplete((started, failure) -> this.loop.execute(() -> {
			if (failure != null) {
				startFailed(failure, again);
			}
			else {
				started(number, started, again);
			}
		}));
	}

	private void startFailed(Throwable failure, boolean again) {
		this.restartWanted = false;
		enter(Phase.IDLE);
		this.supervision.listener().startFailed(failure);
		if (again) {
			this.supervision.listener().closed(Objects.requireNonNull(this.history.lastEnd));
		}
		this.callers.startFailed(failure);
	}

	private void started(int number, ChildRun started, boolean again) {
		this.run = started;
		this.history.runningSince = this.supervision.timer().nanoTime();
		this.history.restarts += again ? 1 : 0;
		enter(Phase.RUNNING);
		this.supervision.listener().started(started, again);
		started.begin();
		started.ended()
			.whenComplete((exit, failure) -> this.loop
				.execute(() -> ended(number, started, (failure == null) ? exit : ExitStatus.UNKNOWN)));
		this.callers.untilRunning.complete();
		if (this.endWanted) {
			endRun();
		}
	}

	/** Ends whatever the child has in its phase; announced at each call, as ever. */
	private void endRun() {
		switch (this.phase) {
			case STARTING -> this.endWanted = true;
			case RUNNING -> {
				enter(Phase.STOPPING);
				this.supervision.listener().stopping();
				ChildRun live = Objects.requireNonNull(this.run);
				this.ladder = new StopLadder(this.supervision, this.loop, live, () -> abandon(live));
				this.ladder.begin();
			}
			case STOPPING -> this.supervision.listener().stopping();
			case PAUSED -> {
				this.supervision.listener().stopping();
				endPause();
			}
			default -> throw new IllegalStateException("There is nothing to end");
		}
	}

	private void endPause() {
		if (this.pause != null) {
			this.pause.run();
			this.pause = null;
		}
		if (this.restartWanted) {
			next();
		}
		else {
			down();
		}
	}

	private void ended(int number, ChildRun endedRun, ExitStatus exit) {
		if (this.ladder != null) {
			this.ladder.end();
			this.ladder = null;
		}
		Duration uptime = this.history.uptime(this.supervision.timer().nanoTime(), endedRun);
		this.run = null;
		this.unkillable = false;
		this.history.times++;
		RestartDecision decision = decide(uptime);
		RunEnd end = new RunEnd(number, endedRun.pid(), exit, uptime, this.supervision.policy().isSpinning(uptime),
				decision);
		this.history.lastEnd = end;
		enter(decision.permanent() ? Phase.IDLE : Phase.PAUSED);
		this.supervision.listener().exited(end);
		this.callers.untilEnded.complete();
		if (decision instanceof RestartDecision.Restart restart) {
			pauseThenNext(restart.delay());
		}
		else {
			down();
		}
	}

	private RestartDecision decide(Duration uptime) {
		if (this.desired == Desired.STOPPED) {
			return new RestartDecision.Stop("it was stopped");
		}
		if (this.noRestart) {
			this.desired = Desired.STOPPED;
			return new RestartDecision.Stop("it was asked not to be restarted");
		}
		if (this.restartWanted) {
			return new RestartDecision.Restart(Duration.ZERO, "it was restarted by hand");
		}
		this.history.counted++;
		return this.supervision.policy().decide(this.history.counted, uptime);
	}

	private void pauseThenNext(Duration delay) {
		if (delay.isZero()) {
			next();
			return;
		}
		int awaited = this.history.incarnation;
		this.pause = this.supervision.timer().schedule(delay, () -> this.loop.execute(() -> {
			if (this.phase == Phase.PAUSED && this.history.incarnation == awaited) {
				this.pause = null;
				next();
			}
		}));
	}

	private void next() {
		this.restartWanted = false;
		this.callers.untilRestarted.moveTo(this.callers.untilRunning);
		this.supervision.listener().restarting(this.history.times);
		launch(true);
	}

	private void down() {
		this.restartWanted = false;
		enter(Phase.IDLE);
		this.supervision.listener().closed(Objects.requireNonNull(this.history.lastEnd));
		this.callers.stopWins();
		this.callers.untilDown.complete();
	}

	private void abandon(ChildRun live) {
		if (live.isAlive()) {
			this.unkillable = true;
			this.supervision.listener().unkillable(live.pid());
			failIfUnkillable();
		}
	}

	private void failIfUnkillable() {
		if (this.unkillable) {
			this.callers.unkillable();
		}
	}

	private void enter(Phase next) {
		this.phase = next;
		this.status = snapshot();
	}

	private SupervisorStatus snapshot() {
		return new SupervisorStatus(this.phase, this.desired, this.history.incarnation, this.history.times,
				this.history.restarts, this.run, this.history.lastEnd);
	}

}
