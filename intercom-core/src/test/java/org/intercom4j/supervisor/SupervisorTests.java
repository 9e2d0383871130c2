package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.intercom4j.process.StopTimeouts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisorTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final StopTimeouts TIMEOUTS = new StopTimeouts(SECOND, SECOND.multipliedBy(2),
			SECOND.multipliedBy(3));

	private final FakeRuns runs = new FakeRuns();

	private final ManualTimer timer = new ManualTimer();

	private final RecordingListener listener = new RecordingListener();

	private final Supervisor supervisor = supervisor(null, Duration.ZERO, null);

	@Test
	void startWhenRunningThenIsRefusedAndThereIsOneProcess() {
		this.supervisor.start();
		CompletableFuture<Void> second = this.supervisor.start();
		assertThat(this.listener.steps).containsExactly("start", "error Cannot start process that is already running.");
		assertThat(second).isCompletedExceptionally();
		assertThat(this.runs.runs).hasSize(1);
	}

	@Test
	void stopWhenRunningThenAsksTerminatesAndCloses() {
		this.supervisor.start();
		CompletableFuture<Void> stopped = this.supervisor.stop();
		assertThat(this.runs.last().steps).containsExactly("disconnect");
		assertThat(stopped).isNotDone();
		this.timer.tick(SECOND);
		assertThat(stopped).isCompleted();
		assertThat(this.listener.steps).containsExactly("start", "stop", "exit SIGTERM", "close");
		assertThat(this.timer.pending()).isZero();
	}

	@Test
	void stopWhenNotConnectedThenTerminatesAtOnce() {
		this.runs.connected = false;
		this.supervisor.start();
		assertThat(this.supervisor.stop()).isCompleted();
		assertThat(this.runs.last().steps).containsExactly("disconnect", "terminate");
	}

	@Test
	void stopWhenTheChildIgnoresTerminateThenKills() {
		this.supervisor.start();
		this.runs.last().endsOnTerminate = false;
		CompletableFuture<Void> stopped = this.supervisor.stop();
		this.timer.tick(SECOND.multipliedBy(3));
		assertThat(this.runs.last().steps).containsExactly("disconnect", "terminate", "kill");
		this.runs.last().end(137);
		assertThat(stopped).isCompleted();
	}

	@Test
	void stopWhenEvenKillDoesNotHelpThenFailsAndStaysInTheStop() {
		this.supervisor.start();
		this.runs.last().endsOnTerminate = false;
		CompletableFuture<Void> stopped = this.supervisor.stop();
		this.timer.tick(SECOND.multipliedBy(6));
		assertThat(stopped).isCompletedExceptionally();
		assertThat(this.listener.steps).containsExactly("start", "stop", "unkillable 1");
		assertThat(this.supervisor.start()).isCompletedExceptionally();
		assertThat(this.supervisor.stop()).isCompletedExceptionally();
		this.runs.last().end(137);
		assertThat(this.listener.steps).endsWith("exit SIGKILL", "close");
		assertThat(this.runs.mostLive).isOne();
	}

	@Test
	void stopWhenAskedTwiceThenIsAnnouncedOnce() {
		this.supervisor.start();
		CompletableFuture<Void> first = this.supervisor.stop();
		CompletableFuture<Void> second = this.supervisor.stop();
		this.timer.tick(SECOND);
		assertThat(first).isCompleted();
		assertThat(second).isCompleted();
		assertThat(this.listener.steps).containsExactly("start", "stop", "exit SIGTERM", "close");
	}

	@Test
	void stopWhenStartIsUnderWayThenEndsTheNewProcess() {
		this.runs.startAtOnce = false;
		CompletableFuture<Void> started = this.supervisor.start();
		CompletableFuture<Void> stopped = this.supervisor.stop();
		assertThat(started).isCompletedExceptionally();
		this.runs.finishStart();
		this.timer.tick(SECOND);
		assertThat(stopped).isCompleted();
		assertThat(this.listener.steps).containsExactly("start", "stop", "exit SIGTERM", "close");
	}

	@Test
	void stopIfUpWhenAStartWasJustCalledThenFollowsIt() {
		this.runs.startAtOnce = false;
		CompletableFuture<Void> started = this.supervisor.start();
		CompletableFuture<Void> stopped = this.supervisor.stopIfUp();
		this.runs.finishStart();
		this.timer.tick(SECOND);
		assertThat(started).isCompletedExceptionally();
		assertThat(stopped).isCompleted();
		assertThat(this.supervisor.stopIfUp()).as("a second time").isCompleted();
		assertThat(this.listener.steps).containsExactly("start", "stop", "exit SIGTERM", "close");
	}

	@Test
	void stopWhenPausedThenCancelsThePauseAndCloses() {
		Supervisor paused = supervisor(null, SECOND, SECOND);
		paused.start();
		this.runs.last().end(1);
		assertThat(paused.status().phase()).isEqualTo(SupervisorStatus.Phase.PAUSED);
		assertThat(paused.stop()).isCompleted();
		this.timer.tick(SECOND.multipliedBy(10));
		assertThat(this.runs.runs).hasSize(1);
		assertThat(this.listener.steps).containsExactly("start", "exit 1", "stop", "close spinning");
	}

	@Test
	void stopWhenARestartIsUnderWayThenWins() {
		this.supervisor.start();
		CompletableFuture<Void> restarted = this.supervisor.restart();
		CompletableFuture<Void> stopped = this.supervisor.stop();
		this.timer.tick(SECOND);
		assertThat(restarted).isCompletedExceptionally();
		assertThat(stopped).isCompleted();
		assertThat(this.runs.runs).hasSize(1);
	}

	@Test
	void restartWhenAStopIsUnderWayThenTheStopWins() {
		this.supervisor.start();
		CompletableFuture<Void> stopped = this.supervisor.stop();
		assertThat(this.supervisor.restart()).failsWithin(Duration.ZERO)
			.withThrowableOfType(CancellationException.class);
		this.timer.tick(SECOND);
		assertThat(stopped).isCompleted();
		assertThat(this.runs.runs).hasSize(1);
	}

	@Test
	void restartWhenRunningThenEndsTheOldProcessFirst() {
		this.supervisor.start();
		CompletableFuture<Void> restarted = this.supervisor.restart();
		assertThat(this.runs.runs).hasSize(1);
		this.timer.tick(SECOND);
		assertThat(restarted).isCompleted();
		assertThat(this.listener.steps).containsExactly("start", "stop", "exit SIGTERM", "warn 1", "restart");
		assertThat(this.runs.mostLive).isOne();
	}

	@Test
	void restartWhenMaxIsReachedThenGetsPastIt() {
		Supervisor once = supervisor(1, Duration.ZERO, null);
		once.start();
		once.restart();
		this.timer.tick(SECOND);
		assertThat(this.runs.runs).hasSize(2);
		this.runs.last().end(0);
		assertThat(this.listener.steps).endsWith("restart", "exit 0", "close");
	}

	@Test
	void restartWhenNothingRunsThenStarts() {
		assertThat(this.supervisor.restart()).isCompleted();
		assertThat(this.listener.steps).containsExactly("start");
	}

	@Test
	void startWhenRestartedByHandAfterGivingUpThenCountsFromZero() {
		Supervisor twice = supervisor(2, Duration.ZERO, null);
		twice.start();
		this.runs.last().end(0);
		this.runs.last().end(0);
		assertThat(this.listener.steps).endsWith("close");
		twice.start();
		this.runs.last().end(0);
		assertThat(this.listener.steps).endsWith("exit 0", "warn 1", "restart");
	}

	@Test
	void killWhenRunningThenThePolicyDecides() {
		Supervisor twice = supervisor(2, Duration.ZERO, null);
		twice.start();
		CompletableFuture<Void> killed = twice.kill();
		this.timer.tick(SECOND);
		assertThat(killed).isCompleted();
		twice.kill();
		this.timer.tick(SECOND);
		assertThat(this.listener.steps).containsExactly("start", "stop", "exit SIGTERM", "warn 1", "restart", "stop",
				"exit SIGTERM", "close");
	}

	@Test
	void noRestartWhenTheProcessEndsThenCloses() {
		this.supervisor.start();
		this.supervisor.noRestart();
		this.runs.last().end(0);
		assertThat(this.listener.steps).containsExactly("start", "exit 0", "close");
	}

	@Test
	void startWhenTheProgramCannotBeStartedThenFailsWithTheReason() {
		this.runs.startAtOnce = false;
		CompletableFuture<Void> started = this.supervisor.start();
		this.runs.failStart();
		assertThat(started).isCompletedExceptionally();
		assertThat(this.listener.steps).containsExactly("startFailed");
		assertThat(this.supervisor.status().phase()).isEqualTo(SupervisorStatus.Phase.IDLE);
	}

	@Test
	void startWhenTheStarterThrowsThenFailsWithTheReason() {
		RestartPolicy policy = new MonitorPolicy(false, null, Duration.ZERO, null);
		IllegalStateException reason = new IllegalStateException("no thread");
		Supervisor throwing = new Supervisor(new Supervision(policy, TIMEOUTS, (incarnation) -> {
			throw reason;
		}, this.listener, this.timer, () -> 0.5));
		assertThat(throwing.start()).failsWithin(Duration.ZERO).withThrowableThat().havingCause().isSameAs(reason);
		assertThat(throwing.status().phase()).isEqualTo(SupervisorStatus.Phase.IDLE);
		assertThat(this.listener.steps).containsExactly("startFailed");
	}

	@Test
	void stopWhenThePredecessorWasUnkillableThenEndsTheNewProcess() {
		this.supervisor.start();
		this.runs.last().endsOnTerminate = false;
		this.supervisor.kill();
		this.timer.tick(SECOND.multipliedBy(6));
		this.runs.startAtOnce = false;
		this.runs.last().end(137);
		CompletableFuture<Void> stopped = this.supervisor.stop();
		assertThat(stopped).isNotDone();
		this.runs.finishStart();
		this.timer.tick(SECOND);
		assertThat(stopped).isCompleted();
	}

	private Supervisor supervisor(@Nullable Integer max, Duration minUptime, @Nullable Duration sleepTime) {
		RestartPolicy policy = new MonitorPolicy(false, max, minUptime, sleepTime);
		return new Supervisor(new Supervision(policy, TIMEOUTS, this.runs, this.listener, this.timer, () -> 0.5));
	}

}
