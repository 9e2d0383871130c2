package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.intercom4j.process.StopSignal;
import org.intercom4j.process.StopTimeouts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StopLadderTests {

	private static final Duration WORK = Duration.ofSeconds(30);

	private static final Duration MESSAGE = Duration.ofSeconds(2);

	private static final Duration SIGNAL = Duration.ofSeconds(5);

	private final FakeRuns runs = new FakeRuns();

	private final ManualTimer timer = new ManualTimer();

	private Supervisor supervisor = supervisor(WORK);

	private Supervisor supervisor(Duration work) {
		RestartPolicy policy = new MonitorPolicy(false, null, Duration.ZERO, null);
		StopTimeouts timeouts = new StopTimeouts(work, MESSAGE, SIGNAL, SIGNAL, StopSignal.TERM);
		return new Supervisor(
				new Supervision(policy, timeouts, this.runs, new RecordingListener(), this.timer, () -> 0.5));
	}

	@BeforeEach
	void startChildrenThatDrain() {
		this.runs.drains = true;
		this.supervisor.start();
		this.runs.last().endsOnTerminate = false;
	}

	@Test
	void stopWhenTheChildWantsToBeToldThenTheChannelStaysOpenForItsWork() {
		this.supervisor.stop();
		this.timer.tick(WORK.minusMillis(1));
		assertThat(this.runs.last().steps).containsExactly("request");
	}

	@Test
	void stopWhenTheWorkIsFinishedThenTheOtherRungsFollowWithTheirTimes() {
		this.supervisor.stop();
		this.timer.tick(SIGNAL);
		this.runs.last().finished.run();
		assertThat(this.runs.last().steps).containsExactly("request", "disconnect");
		this.timer.tick(MESSAGE.minusMillis(1));
		assertThat(this.runs.last().steps).hasSize(2);
		this.timer.tick(Duration.ofMillis(1));
		assertThat(this.runs.last().steps).endsWith("terminate");
		this.timer.tick(SIGNAL);
		assertThat(this.runs.last().steps).containsExactly("request", "disconnect", "terminate", "kill");
	}

	@Test
	void stopWhenTheWorkTakesTooLongThenTheOtherRungsFollow() {
		this.supervisor.stop();
		this.timer.tick(WORK);
		assertThat(this.runs.last().steps).containsExactly("request", "disconnect");
		this.runs.last().finished.run();
		this.runs.last().finished.run();
		this.timer.tick(MESSAGE);
		assertThat(this.runs.last().steps).containsExactly("request", "disconnect", "terminate");
	}

	@Test
	void stopWhenTheAnswerComesTwiceThenTheChannelIsClosedOnce() {
		this.supervisor.stop();
		this.runs.last().finished.run();
		this.runs.last().finished.run();
		assertThat(this.runs.last().steps).containsExactly("request", "disconnect");
	}

	@Test
	void stopWhenTheProcessEndsDuringItsWorkThenNothingFollows() {
		CompletableFuture<Void> stopped = this.supervisor.stop();
		this.runs.last().end(0);
		assertThat(stopped).isCompleted();
		this.runs.last().finished.run();
		this.timer.tick(WORK.multipliedBy(2));
		assertThat(this.runs.last().steps).containsExactly("request");
		assertThat(this.timer.pending()).isZero();
	}

	@Test
	void stopWhenThereIsNoTimeForWorkThenNothingIsAsked() {
		this.supervisor = supervisor(Duration.ZERO);
		this.supervisor.start();
		this.supervisor.stop();
		assertThat(this.runs.last().steps).containsExactly("disconnect");
	}

	@Test
	void stopWhenTheChannelIsNotUpThenNothingIsAsked() {
		this.runs.connected = false;
		this.supervisor.stop();
		assertThat(this.runs.last().steps).containsExactly("disconnect", "terminate");
	}

	@Test
	void restartWhenTheChildWantsToBeToldThenItsWorkIsFinishedFirst() {
		CompletableFuture<Void> restarted = this.supervisor.restart();
		assertThat(this.runs.last().steps).containsExactly("request");
		this.runs.last().finished.run();
		this.runs.last().end(0);
		assertThat(restarted).isCompleted();
	}

}
