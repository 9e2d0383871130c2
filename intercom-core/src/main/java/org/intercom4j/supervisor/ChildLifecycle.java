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

	private @Nullable ChildRun run;

	private @Nullable StopLadder ladder;

	private final Restarts restarts;

	private final Pause pause;

	private volatile SupervisorStatus status = snapshot();

	ChildLifecycle(Supervision supervision, SerialLoop loop) {
		this.supervision = supervision;
		this.loop = loop;
		this.restarts = new Restarts(supervision);
		this.pause = new Pause(supervision.timer(), loop);
	}

	SupervisorStatus status() {
		return this.status;
	}

	void start(CompletableFuture<Void> future) {
		if (this.phase == Phase.IDLE) {
			firstRun(future);
		}
		else {
			this.supervision.refuse(future, "Cannot start process that is already running.");
		}
	}

	void stop(CompletableFuture<Void> future) {
		boolean alreadyAsked = this.desired == Desired.STOPPED && this.phase == Phase.STOPPING;
		this.desired = Desired.STOPPED;
		enter(this.phase);
		if (this.phase == Phase.IDLE) {
			this.supervision.refuse(future, "Cannot stop process that is not running.");
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
			this.supervision.refuse(future, "Cannot stop process that is not running.");
			return;
		}
		this.callers.untilEnded.add(future);
		endRun();
		failIfUnkillable();
	}

	/**
	 * Ends a run that does not do its work, which is a failure whatever its exit code.
	 */
	void fail(ChildRun failed, String fault, boolean forGood) {
		if (this.run == failed && this.phase == Phase.RUNNING) {
			this.history.fault = fault;
			this.noRestart |= forGood;
			endRun();
		}
	}

	void noRestart() {
		this.noRestart = true;
		if (this.phase == Phase.PAUSED) {
			this.desired = Desired.STOPPED;
			endPause(RestartDecision.Stop.NO_RESTART);
		}
	}

	private void firstRun(CompletableFuture<Void> future) {
		this.desired = Desired.RUNNING;
		this.history.reset();
		this.restarts.begin();
		this.noRestart = false;
		this.callers.untilRunning.add(future);
		launch();
	}

	private void launch() {
		int number = ++this.history.incarnation;
		this.history.fault = null;
		this.endWanted = false;
		enter(Phase.STARTING);
		this.supervision.start(number).whenComplete((started, failure) -> this.loop.execute(() -> {
			if (failure != null) {
				startFailed(number, failure);
			}
			else {
				started(number, started);
			}
		}));
	}

	private void startFailed(int number, Throwable failure) {
		this.restartWanted = false;
		RestartDecision decision = (this.restarts.retryStarts() || this.desired == Desired.STOPPED)
				? decide(null, Duration.ZERO) : new RestartDecision.GiveUp("it could not be started");
		this.history.times += decision.permanent() ? 0 : 1;
		enter(decision.permanent() ? Phase.IDLE : Phase.PAUSED);
		this.supervision.listener().startFailed(new FailedStart(number, failure, decision));
		this.callers.startFailed(failure);
		if (this.history.hasRun || this.restarts.coverFailedStarts()) {
			follow(decision);
		}
	}

	private void started(int number, ChildRun started) {
		boolean again = this.history.hasRun;
		this.history.hasRun = true;
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
				this.supervision.listener().stopping(this.history.fault);
				ChildRun live = Objects.requireNonNull(this.run);
				this.ladder = new StopLadder(this.supervision, this.loop, live, this.callers::unkillable);
				this.ladder.begin();
			}
			case STOPPING -> this.supervision.listener().stopping(null);
			case PAUSED -> {
				this.supervision.listener().stopping(null);
				endPause(RestartDecision.Stop.ASKED_FOR);
			}
			default -> throw new IllegalStateException("There is nothing to end");
		}
	}

	private void endPause(RestartDecision.Stop otherwise) {
		this.pause.end();
		if (this.restartWanted) {
			next();
		}
		else {
			down(otherwise);
		}
	}

	private void ended(int number, ChildRun endedRun, ExitStatus exit) {
		if (this.ladder != null) {
			this.ladder.end();
			this.ladder = null;
		}
		Duration uptime = this.history.uptime(this.supervision.timer().nanoTime(), endedRun);
		this.run = null;
		this.history.times++;
		RestartDecision decision = decide(exit, uptime);
		RunEnd end = new RunEnd(number, endedRun.pid(), exit, uptime, this.supervision.policy().isSpinning(uptime),
				decision);
		this.history.lastEnd = end;
		enter(decision.permanent() ? Phase.IDLE : Phase.PAUSED);
		this.supervision.listener().exited(end);
		this.callers.untilEnded.complete();
		follow(decision);
	}

	private RestartDecision decide(@Nullable ExitStatus exit, Duration uptime) {
		this.restarts.ended(uptime);
		if (this.desired == Desired.STOPPED) {
			return RestartDecision.Stop.ASKED_FOR;
		}
		if (this.noRestart) {
			this.desired = Desired.STOPPED;
			return RestartDecision.Stop.NO_RESTART;
		}
		if (this.restartWanted) {
			return new RestartDecision.Restart(Duration.ZERO, "it was restarted by hand");
		}
		RestartDecision decision = this.restarts.decide(exit, uptime, this.history.fault);
		if (decision instanceof RestartDecision.Complete) {
			this.desired = Desired.STOPPED;
		}
		return decision;
	}

	private void follow(RestartDecision decision) {
		if (!(decision instanceof RestartDecision.Restart restart)) {
			down(decision);
		}
		else if (restart.delay().isZero()) {
			next();
		}
		else {
			this.pause.begin(restart.delay(), this::next);
		}
	}

	private void next() {
		if (!this.restartWanted) {
			this.restarts.restarted();
		}
		this.restartWanted = false;
		this.callers.untilRestarted.moveTo(this.callers.untilRunning);
		this.supervision.listener().restarting(this.history.times);
		launch();
	}

	private void down(RestartDecision decision) {
		this.restartWanted = false;
		enter(Phase.IDLE);
		this.supervision.listener().closed(decision, this.history.endSinceStart());
		this.callers.stopWins();
		this.callers.untilDown.complete();
	}

	private void failIfUnkillable() {
		if (this.ladder != null && this.ladder.isExhausted()) {
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
