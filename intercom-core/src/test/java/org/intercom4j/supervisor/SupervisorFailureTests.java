package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.intercom4j.process.StopTimeouts;
import org.intercom4j.supervisor.SupervisorStatus.Desired;
import org.intercom4j.supervisor.SupervisorStatus.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that run and do not do their work.
 */
class SupervisorFailureTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final FakeRuns runs = new FakeRuns();

	private final ManualTimer timer = new ManualTimer();

	private final RecordingListener listener = new RecordingListener();

	private final Supervisor supervisor = new Supervisor(
			new Supervision(BackoffPolicy.builder().policy(RestartCondition.ON_FAILURE).jitter(0).build(),
					new StopTimeouts(SECOND, SECOND, SECOND), this.runs, this.listener, this.timer, () -> 0.5));

	@Test
	void failWhenTheProcessThenEndsWellThenIsAFailureAllTheSame() {
		this.supervisor.start();
		this.supervisor.fail(this.runs.last(), "it hangs", false);
		assertThat(this.supervisor.status().phase()).isEqualTo(Phase.STOPPING);
		this.runs.last().end(0);
		RunEnd end = this.supervisor.status().lastEnd();
		assertThat(end.decision()).isEqualTo(new RestartDecision.Restart(Duration.ofMillis(500), "it hangs"));
		this.timer.tick(SECOND);
		this.runs.last().end(0);
		assertThat(this.supervisor.status().lastEnd().decision()).isInstanceOf(RestartDecision.Complete.class);
	}

	@Test
	void failWhenItIsForGoodThenTheChildIsStopped() {
		this.supervisor.start();
		this.supervisor.fail(this.runs.last(), "it hangs", true);
		this.runs.last().end(1);
		assertThat(this.supervisor.status().phase()).isEqualTo(Phase.IDLE);
		assertThat(this.supervisor.status().desired()).isEqualTo(Desired.STOPPED);
	}

	@Test
	void failWhenAnotherProcessRunsThenDoesNothing() {
		this.supervisor.start();
		ChildRun first = this.runs.last();
		this.runs.last().end(1);
		this.timer.tick(SECOND);
		this.supervisor.fail(first, "it hangs", true);
		assertThat(this.supervisor.status().phase()).isEqualTo(Phase.RUNNING);
		assertThat(this.listener.steps).doesNotContain("stop");
	}

	@Test
	void failWhenTheProcessIsBeingRestartedThenTheRestartWins() {
		this.supervisor.start();
		CompletableFuture<Void> restarted = this.supervisor.restart();
		this.supervisor.fail(this.runs.last(), "it hangs", true);
		this.runs.last().end(0);
		assertThat(restarted).isCompleted();
		assertThat(this.supervisor.status().phase()).isEqualTo(Phase.RUNNING);
		assertThat(this.listener.steps).containsExactly("start", "stop", "exit 0", "warn 1", "restart");
	}

}
