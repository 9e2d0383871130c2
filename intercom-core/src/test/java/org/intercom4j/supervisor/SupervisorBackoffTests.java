package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.intercom4j.process.StopTimeouts;
import org.intercom4j.supervisor.SupervisorStatus.Desired;
import org.intercom4j.supervisor.SupervisorStatus.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisorBackoffTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final StopTimeouts TIMEOUTS = new StopTimeouts(SECOND, SECOND.multipliedBy(2),
			SECOND.multipliedBy(3));

	private static final BackoffPolicy POLICY = BackoffPolicy.builder().delay(SECOND).jitter(0).build();

	private final FakeRuns runs = new FakeRuns();

	private final ManualTimer timer = new ManualTimer();

	private final RecordingListener listener = new RecordingListener();

	private final Supervisor supervisor = supervisor(POLICY);

	@Test
	void startWhenTheProgramCannotBeStartedThenFailsAndIsTriedAgain() {
		this.runs.startAtOnce = false;
		CompletableFuture<Void> started = this.supervisor.start();
		this.runs.failStart();
		assertThat(started).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("no such program");
		assertThat(this.supervisor.status().phase()).isEqualTo(Phase.PAUSED);
		assertThat(this.supervisor.status().desired()).isEqualTo(Desired.RUNNING);
		this.timer.tick(SECOND);
		this.runs.failStart();
		this.timer.tick(SECOND.multipliedBy(2));
		this.runs.finishStart();
		assertThat(this.listener.steps).containsExactly("startFailed", "warn 1", "startFailed", "warn 2", "start");
		assertThat(this.listener.failures).extracting(FailedStart::incarnation).containsExactly(1, 2);
		assertThat(this.supervisor.status().incarnation()).isEqualTo(3);
		assertThat(this.supervisor.status().restarts()).isZero();
	}

	@Test
	void restartWhenTheProgramIsGoneThenIsTriedAgain() {
		this.supervisor.start();
		this.runs.startAtOnce = false;
		this.runs.last().end(1);
		this.timer.tick(SECOND);
		this.runs.failStart();
		this.timer.tick(SECOND.multipliedBy(2));
		this.runs.finishStart();
		assertThat(this.listener.steps).containsExactly("start", "exit 1", "warn 1", "startFailed", "warn 2",
				"restart");
		assertThat(this.supervisor.status().restarts()).isOne();
	}

	@Test
	void stopWhenAStartHasFailedThenEndsTheTries() {
		this.runs.startAtOnce = false;
		this.supervisor.start();
		this.runs.failStart();
		assertThat(this.supervisor.stop()).isCompleted();
		assertThat(this.supervisor.status().phase()).isEqualTo(Phase.IDLE);
		assertThat(this.listener.steps).containsExactly("startFailed", "stop", "close");
		assertThat(this.listener.closings).containsExactly(new RestartDecision.Stop("it was stopped"));
		assertThat(this.timer.pending()).isZero();
	}

	@Test
	void stopWhenAStartIsUnderWayAndFailsThenIsNotTriedAgain() {
		this.runs.startAtOnce = false;
		this.supervisor.start();
		CompletableFuture<Void> stopped = this.supervisor.stop();
		this.runs.failStart();
		assertThat(stopped).isCompleted();
		assertThat(this.listener.steps).containsExactly("startFailed", "close");
		assertThat(this.timer.pending()).isZero();
	}

	@Test
	void noRestartWhenAStartHasFailedThenEndsTheTries() {
		this.runs.startAtOnce = false;
		this.supervisor.start();
		this.runs.failStart();
		this.supervisor.noRestart();
		assertThat(this.listener.steps).containsExactly("startFailed", "close");
		assertThat(this.supervisor.status().desired()).isEqualTo(Desired.STOPPED);
	}

	@Test
	void startWhenTheStarterIsClosedThenIsGivenUp() {
		this.runs.startAtOnce = false;
		this.runs.closed = true;
		this.supervisor.start();
		this.runs.failStart();
		assertThat(this.supervisor.status().phase()).isEqualTo(Phase.IDLE);
		assertThat(this.listener.closings).containsExactly(new RestartDecision.GiveUp("it could not be started"));
	}

	@Test
	void restartWhenPausedThenWaitsForNoDelayAndDoesNotCount() {
		this.supervisor.start();
		this.runs.last().end(1);
		CompletableFuture<Void> restarted = this.supervisor.restart();
		assertThat(restarted).isCompleted();
		assertThat(this.runs.runs).hasSize(2);
		this.runs.last().end(1);
		this.timer.tick(SECOND);
		assertThat(this.runs.runs).as("the first pause again").hasSize(3);
	}

	@Test
	void restartWhenAStartHasFailedThenTriesAtOnce() {
		this.runs.startAtOnce = false;
		this.supervisor.start();
		this.runs.failStart();
		CompletableFuture<Void> restarted = this.supervisor.restart();
		this.runs.finishStart();
		assertThat(restarted).isCompleted();
		assertThat(this.listener.steps).containsExactly("startFailed", "stop", "warn 1", "start");
	}

	@Test
	void restartWhenItFailsThenFailsAndIsTriedAgain() {
		this.supervisor.start();
		this.runs.startAtOnce = false;
		CompletableFuture<Void> restarted = this.supervisor.restart();
		this.timer.tick(SECOND);
		this.runs.failStart();
		assertThat(restarted).isCompletedExceptionally();
		assertThat(this.supervisor.status().phase()).isEqualTo(Phase.PAUSED);
	}

	@Test
	void restartWhenTheRunWasHealthyThenClearsThePause() {
		this.supervisor.start();
		for (int i = 0; i < 4; i++) {
			this.runs.last().end(1);
			this.timer.tick(SECOND.multipliedBy(1 << i));
		}
		this.timer.tick(SECOND.multipliedBy(60));
		this.supervisor.restart();
		this.timer.tick(SECOND);
		this.runs.last().end(1);
		int before = this.runs.runs.size();
		this.timer.tick(SECOND);
		assertThat(this.runs.runs).hasSize(before + 1);
	}

	@Test
	void exitWhenItIsASuccessThenTheChildIsDownAndNotWanted() {
		Supervisor once = supervisor(POLICY.toBuilder().policy(RestartCondition.ON_FAILURE).build());
		once.start();
		this.runs.last().end(0);
		assertThat(this.listener.steps).containsExactly("start", "exit 0", "close");
		assertThat(once.status().desired()).isEqualTo(Desired.STOPPED);
		assertThat(once.start()).isCompleted();
	}

	@Test
	void startWhenGivenUpThenCountsFromZero() {
		Supervisor limited = supervisor(POLICY.toBuilder().maxRestarts(1).window(SECOND.multipliedBy(60)).build());
		limited.start();
		this.runs.last().end(1);
		this.timer.tick(SECOND);
		this.runs.last().end(1);
		assertThat(this.listener.closings.peek()).isInstanceOf(RestartDecision.GiveUp.class);
		assertThat(limited.status().desired()).isEqualTo(Desired.RUNNING);
		limited.start();
		this.runs.last().end(1);
		assertThat(limited.status().phase()).isEqualTo(Phase.PAUSED);
	}

	@Test
	void closeWhenOnlyTheLifeBeforeHadAProcessThenHasNoEnd() {
		Supervisor child = supervisor(POLICY);
		child.start();
		child.stop();
		this.timer.tick(SECOND);
		this.runs.startAtOnce = false;
		child.start();
		this.runs.failStart();
		child.stop();
		assertThat(this.listener.closedWith).hasSize(2);
		assertThat(this.listener.closedWith.get(0)).isPresent();
		assertThat(this.listener.closedWith.get(1)).isEmpty();
	}

	private Supervisor supervisor(BackoffPolicy policy) {
		return new Supervisor(new Supervision(policy, TIMEOUTS, this.runs, this.listener, this.timer, () -> 0.5));
	}

}
