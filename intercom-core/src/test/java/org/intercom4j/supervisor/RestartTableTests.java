package org.intercom4j.supervisor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.intercom4j.process.StopTimeouts;
import org.intercom4j.supervisor.RestartDecision.Restart;
import org.intercom4j.supervisor.SupervisorStatus.Phase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prints and checks the exact instants of restarts for each policy, in seconds.
 */
@DisabledOnOs(OS.WINDOWS)
class RestartTableTests {

	private static final StopTimeouts TIMEOUTS = new StopTimeouts(Duration.ZERO, Duration.ofSeconds(1),
			Duration.ofSeconds(1));

	/** Below the middle a pause is shortened, above it lengthened. */
	private static final double[] RANDOM = { 0, 0.25, 0.5, 0.75, 0.875 };

	private static final BackoffPolicy EVEN = BackoffPolicy.builder().jitter(0).build();

	@Test
	void instantsWhenNothingIsSet() {
		assertTable(BackoffPolicy.DEFAULT, times(8, run(0, 1)), """
				0.000 | runs 0.000, code 1 | next at 0.400
				0.400 | runs 0.000, code 1 | next at 1.300
				1.300 | runs 0.000, code 1 | next at 3.300
				3.300 | runs 0.000, code 1 | next at 7.700
				7.700 | runs 0.000, code 1 | next at 16.900
				16.900 | runs 0.000, code 1 | next at 29.700
				29.700 | runs 0.000, code 1 | next at 56.700
				56.700 | runs 0.000, code 1 | next at 86.700
				""");
	}

	@Test
	void instantsWhenThereIsNoJitter() {
		assertTable(EVEN, times(9, run(0.25, 0)), """
				0.000 | runs 0.250, code 0 | next at 0.750
				0.750 | runs 0.250, code 0 | next at 2.000
				2.000 | runs 0.250, code 0 | next at 4.250
				4.250 | runs 0.250, code 0 | next at 8.500
				8.500 | runs 0.250, code 0 | next at 16.750
				16.750 | runs 0.250, code 0 | next at 33.000
				33.000 | runs 0.250, code 0 | next at 63.250
				63.250 | runs 0.250, code 0 | next at 93.500
				93.500 | runs 0.250, code 0 | next at 123.750
				""");
	}

	@Test
	void instantsWhenARunIsHealthyThenBeginAgain() {
		List<Run> runs = List.of(run(0, 1), run(0, 1), run(0, 1), run(59.999, 1), run(60, 1), run(0, 1));
		assertTable(EVEN, runs, """
				0.000 | runs 0.000, code 1 | next at 0.500
				0.500 | runs 0.000, code 1 | next at 1.500
				1.500 | runs 0.000, code 1 | next at 3.500
				3.500 | runs 59.999, code 1 | next at 67.499
				67.499 | runs 60.000, code 1 | next at 127.999
				127.999 | runs 0.000, code 1 | next at 128.999
				""");
	}

	@Test
	void instantsWhenTheProgramCannotBeStarted() {
		BackoffPolicy eager = EVEN.toBuilder().delay(Duration.ZERO).build();
		assertTable(eager, List.of(run(0, 1), failed(), run(0, 127), run(0, 126), run(0, 1)), """
				0.000 | runs 0.000, code 1 | next at 0.000
				0.000 | cannot be started | next at 0.100
				0.100 | runs 0.000, code 127 | next at 0.200
				0.200 | runs 0.000, code 126 | next at 0.300
				0.300 | runs 0.000, code 1 | next at 0.300
				""");
		assertTable(EVEN, times(4, failed()), """
				0.000 | cannot be started | next at 0.500
				0.500 | cannot be started | next at 1.500
				1.500 | cannot be started | next at 3.500
				3.500 | cannot be started | next at 7.500
				""");
	}

	@Test
	void instantsWhenOnlyFailuresAreRestarted() {
		BackoffPolicy policy = EVEN.toBuilder()
			.policy(RestartCondition.ON_FAILURE)
			.successExitCodes(Set.of(0, 3))
			.multiplier(1)
			.build();
		assertTable(policy, List.of(run(1, 1), run(1, 137), failed(), run(1, 3)), """
				0.000 | runs 1.000, code 1 | next at 1.500
				1.500 | runs 1.000, signal SIGKILL | next at 3.000
				3.000 | cannot be started | next at 3.500
				3.500 | runs 1.000, code 3 | Complete: it ended with code 3, which is a success
				""");
	}

	@Test
	void instantsWhenNothingIsRestarted() {
		BackoffPolicy policy = EVEN.toBuilder().policy(RestartCondition.NEVER).build();
		assertTable(policy, List.of(run(5, 1)), """
				0.000 | runs 5.000, code 1 | GiveUp: it ended with code 1 and is never restarted
				""");
		assertTable(policy, List.of(failed()), """
				0.000 | cannot be started | GiveUp: it could not be started and is never restarted
				""");
	}

	@Test
	void instantsWhenRestartsAreLimitedInARow() {
		BackoffPolicy policy = EVEN.toBuilder().maxRestarts(2).resetAfter(Duration.ofSeconds(10)).build();
		List<Run> runs = List.of(run(0, 1), run(0, 1), run(10, 1), run(0, 1), failed());
		assertTable(policy, runs, """
				0.000 | runs 0.000, code 1 | next at 0.500
				0.500 | runs 0.000, code 1 | next at 1.500
				1.500 | runs 10.000, code 1 | next at 12.000
				12.000 | runs 0.000, code 1 | next at 13.000
				13.000 | cannot be started | GiveUp: it could not be started after the 2 restarts that are allowed \
				without a run of PT10S
				""");
	}

	@Test
	void instantsWhenRestartsAreLimitedWithinAWindow() {
		BackoffPolicy policy = EVEN.toBuilder()
			.delay(Duration.ofSeconds(1))
			.multiplier(1)
			.maxRestarts(3)
			.window(Duration.ofSeconds(10))
			.build();
		List<Run> runs = List.of(run(0, 1), run(1, 1), run(1, 1), run(6, 1), run(0.999, 1), run(0, 1));
		assertTable(policy, runs, """
				0.000 | runs 0.000, code 1 | next at 1.000
				1.000 | runs 1.000, code 1 | next at 3.000
				3.000 | runs 1.000, code 1 | next at 5.000
				5.000 | runs 6.000, code 1 | next at 12.000
				12.000 | runs 0.999, code 1 | GiveUp: it ended with code 1 after the 3 restarts that are allowed \
				within PT10S
				""");
	}

	@Test
	void instantsWhenTheMonitorOfTheOriginalDecides() {
		MonitorPolicy policy = new MonitorPolicy(false, 4, Duration.ofSeconds(2), Duration.ofSeconds(1));
		assertTable(policy, times(5, run(0.5, 1)), """
				0.000 | runs 0.500, code 1 | next at 1.500
				1.500 | runs 0.500, code 1 | next at 3.000
				3.000 | runs 0.500, code 1 | next at 4.500
				4.500 | runs 0.500, code 1 | GiveUp: run 4 of at most 4 has ended
				""");
		assertTable(new MonitorPolicy(false, null, Duration.ofSeconds(2), null), List.of(run(2, 0), run(1.5, 0)), """
				0.000 | runs 2.000, code 0 | next at 2.000
				2.000 | runs 1.500, code 0 | GiveUp: it ran PT1.5S, less than the minimum uptime of PT2S, and \
				there is no spin sleep time
				""");
		assertTable(policy, List.of(run(2, 0), failed()), """
				0.000 | runs 2.000, code 0 | next at 2.000
				2.000 | cannot be started | GiveUp: it could not be started
				""");
	}

	private static void assertTable(RestartPolicy policy, List<Run> runs, String expected) {
		String table = String.join("\n", new Table(policy).rows(runs)) + "\n";
		System.out.println(policy + "\n" + table);
		assertThat(table).isEqualTo(expected);
	}

	private static List<Run> times(int count, Run run) {
		return IntStream.range(0, count).mapToObj((i) -> run).toList();
	}

	private static Run run(double seconds, int status) {
		return new Run(Duration.ofNanos(Math.round(seconds * 1e9)), status);
	}

	private static Run failed() {
		return new Run(Duration.ZERO, null);
	}

	/**
	 * What a run does.
	 *
	 * @param uptime how long it lasts
	 * @param status how it ends, or {@code null} when it cannot be started
	 */
	private record Run(Duration uptime, @Nullable Integer status) {
	}

	/** Moves the clock from one end to the next start. */
	private static final class Table {

		private final FakeRuns runs = new FakeRuns();

		private final ManualTimer timer = new ManualTimer();

		private final RecordingListener listener = new RecordingListener();

		private final Supervisor supervisor;

		private int drawn;

		Table(RestartPolicy policy) {
			this.runs.startAtOnce = false;
			this.supervisor = new Supervisor(new Supervision(policy, TIMEOUTS, this.runs, this.listener, this.timer,
					() -> RANDOM[this.drawn++ % RANDOM.length]));
		}

		List<String> rows(List<Run> script) {
			List<String> rows = new ArrayList<>();
			this.supervisor.start();
			for (Run run : script) {
				if (this.supervisor.status().phase() == Phase.STARTING) {
					rows.add(row(run));
				}
			}
			return rows;
		}

		private String row(Run run) {
			String start = seconds(this.timer.nanoTime());
			String end;
			RestartDecision decision;
			if (run.status() == null) {
				this.runs.failStart();
				decision = this.listener.failures.get(this.listener.failures.size() - 1).decision();
				end = "cannot be started";
			}
			else {
				this.runs.finishStart();
				this.timer.tick(run.uptime());
				this.runs.last().end(run.status());
				RunEnd last = this.listener.ends.get(this.listener.ends.size() - 1);
				assertThat(last.uptime()).isEqualTo(run.uptime());
				decision = last.decision();
				end = "runs %s, %s".formatted(seconds(run.uptime().toNanos()), last.status());
			}
			return "%s | %s | %s".formatted(start, end, next(decision));
		}

		/** The next start comes then, and not a nanosecond earlier. */
		private String next(RestartDecision decision) {
			if (!(decision instanceof Restart restart)) {
				assertThat(this.supervisor.status().phase()).isEqualTo(Phase.IDLE);
				assertThat(this.timer.pending()).isZero();
				assertThat(this.listener.closings.peek()).isSameAs(decision);
				return decision.getClass().getSimpleName() + ": " + decision.reason();
			}
			if (!restart.delay().isZero()) {
				this.timer.tick(restart.delay().minusNanos(1));
				assertThat(this.supervisor.status().phase()).isEqualTo(Phase.PAUSED);
				this.timer.tick(Duration.ofNanos(1));
			}
			assertThat(this.supervisor.status().phase()).isEqualTo(Phase.STARTING);
			return "next at " + seconds(this.timer.nanoTime());
		}

		/** Exact, or it fails. */
		private static String seconds(long nanos) {
			return BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.UNNECESSARY).toPlainString();
		}

	}

}
