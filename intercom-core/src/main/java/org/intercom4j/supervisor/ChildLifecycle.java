package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.intercom4j.process.ExitStatus;
import org.intercom4j.supervisor.SupervisorStatus.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The state of one child and every step from one phase to the next. Used in the
 * supervisor's loop only, which owns all fields; the status may be read from anywhere.
 */
final class ChildLifecycle {

	private final Supervision supervision;

	private final SerialLoop loop;

	private final Callers callers = new Callers();

	private final RunHistory history = new RunHistory();

	private Phase phase = Phase.IDLE;

	private final Intent intent = new Intent();

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

	Phase phase() {
		return this.phase;
	}

	Intent intent() {
		return this.intent;
	}

	Callers callers() {
		return this.callers;
	}

	/** Lets the status show what was asked for. */
	void refresh() {
		enter(this.phase);
	}

	void firstRun(CompletableFuture<Void> future) {
		this.intent.start();
		this.history.reset();
		this.restarts.begin();
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
		this.intent.forgetRestart();
		RestartDecision decision = (this.restarts.retryStarts() || this.intent.isStopped())
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
	void endRun() {
		switch (this.phase) {
			case STARTING -> this.endWanted = true;
			case RUNNING -> {
				enter(Phase.STOPPING);
				this.supervision.listener().stopping(this.history.fault);
				ChildRun live = Objects.requireNonNull(this.run);
				this.ladder = new StopLadder(this.supervision, this.loop, live, this.callers::unkillable,
						this.history.fault == null);
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

	void endPause(RestartDecision otherwise) {
		this.pause.end();
		if (this.intent.restartsAtOnce()) {
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

	/** A process that does not do its work, which is a failure whatever its exit code. */
	void fault(ChildRun failed, String fault) {
		if (isRunning(failed)) {
			this.history.fault = fault;
			endRun();
		}
	}

	/** Whether it is the live process, and not being ended. */
	boolean isRunning(ChildRun asked) {
		return this.run == asked && this.phase == Phase.RUNNING;
	}

	private RestartDecision decide(@Nullable ExitStatus exit, Duration uptime) {
		this.restarts.ended(uptime);
		RestartDecision asked = this.intent.decision();
		if (asked != null) {
			return asked;
		}
		RestartDecision decision = this.restarts.decide(exit, uptime, this.history.fault);
		if (decision instanceof RestartDecision.Complete) {
			this.intent.complete();
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
		if (this.intent.mustWait()) {
			this.intent.await();
			enter(Phase.PAUSED);
			this.supervision.listener().waiting();
		}
		else {
			launchAgain();
		}
	}

	void launchAgain() {
		if (!this.intent.restartsUncounted()) {
			this.restarts.restarted();
		}
		this.intent.restarting();
		this.callers.untilRestarted.moveTo(this.callers.untilRunning);
		this.supervision.listener().restarting(this.history.times);
		launch();
	}

	private void down(RestartDecision decision) {
		this.intent.down();
		enter(Phase.IDLE);
		this.supervision.listener().closed(decision, this.history.endSinceStart());
		this.callers.stopWins();
		this.callers.untilDown.complete();
	}

	void failIfUnkillable() {
		if (this.ladder != null && this.ladder.isExhausted()) {
			this.callers.unkillable();
		}
	}

	private void enter(Phase next) {
		this.phase = next;
		this.status = snapshot();
	}

	private SupervisorStatus snapshot() {
		return new SupervisorStatus(this.phase, this.intent.desired(), this.history.incarnation, this.history.times,
				this.history.restarts, this.run, this.history.lastEnd, this.intent.isHeld());
	}

}
