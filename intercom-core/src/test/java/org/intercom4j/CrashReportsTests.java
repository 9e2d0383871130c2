package org.intercom4j;

import java.time.Duration;
import java.util.stream.IntStream;

import org.intercom4j.process.ExitStatus;
import org.intercom4j.process.OutputSource;
import org.intercom4j.process.OutputTail;
import org.intercom4j.supervisor.RestartDecision;
import org.intercom4j.supervisor.RunEnd;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CrashReportsTests {

	private static final Duration UPTIME = Duration.ofSeconds(3);

	private final OutputTail stderr = new OutputTail(CrashReports.STDERR_LINES);

	@Test
	void ofWhenACodeHasAMeaningThenHintsAtIt() {
		assertThat(report(126).hint()).startsWith("Code 126: ").contains("permissions");
		assertThat(report(127).hint()).startsWith("Code 127: ").contains("PATH");
		assertThat(report(137).hint()).contains("kill -9", "memory");
	}

	@Test
	void ofWhenACodeMeansNothingThenHasNoHint() {
		assertThat(report(0).hint()).isNull();
		assertThat(report(1).hint()).isNull();
		assertThat(report(143).hint()).isNull();
	}

	@Test
	void ofWhenTheProcessIsRestartedThenTellsDelayAndReason() {
		CrashReport report = report(new RestartDecision.Restart(Duration.ofSeconds(1), "it ended"), 3);
		assertThat(report.decision()).isEqualTo("restart");
		assertThat(report.delay()).isEqualTo(Duration.ofSeconds(1));
		assertThat(report.reason()).isEqualTo("it ended");
	}

	@Test
	void ofWhenTheProcessIsNotRestartedThenThereIsNoDelay() {
		CrashReport gaveUp = report(new RestartDecision.GiveUp("it ended too often"), 3);
		assertThat(gaveUp.decision()).isEqualTo("give up");
		assertThat(gaveUp.delay()).isNull();
		assertThat(report(new RestartDecision.Stop("it was stopped"), 0).decision()).isEqualTo("stop");
		assertThat(report(new RestartDecision.Complete("it ended"), 0).decision()).isEqualTo("complete");
	}

	@Test
	void summaryWhenReadThenTellsAll() {
		this.stderr.add(OutputSource.STDERR, "no such module");
		this.stderr.add(OutputSource.STDERR, "bye");
		assertThat(report(new RestartDecision.GiveUp("it ended too often"), 127).summary()).isEqualTo(
				"Process 42 of child 'worker' ended with code 127 after PT3S; give up because it ended too often."
						+ " Code 127: the program, or one that it calls, was not found; check the command and PATH."
						+ " Last lines of stderr: no such module | bye");
	}

	@Test
	void ofWhenMuchWasWrittenThenHasTheLastLines() {
		IntStream.range(0, 50).forEach((i) -> this.stderr.add(OutputSource.STDERR, "line " + i));
		assertThat(report(1).lastStderr()).hasSize(20).startsWith("line 30").endsWith("line 49");
	}

	private CrashReport report(int status) {
		return report(new RestartDecision.GiveUp("it ended"), status);
	}

	private CrashReport report(RestartDecision decision, int status) {
		return CrashReports.of("worker", new RunEnd(2, 42, ExitStatus.of(status), UPTIME, false, decision),
				this.stderr);
	}

}
