package org.intercom4j;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import org.intercom4j.process.ExitStatus;
import org.intercom4j.process.LaunchException;
import org.intercom4j.process.OutputSource;
import org.intercom4j.supervisor.RestartDecision;
import org.intercom4j.supervisor.RunEnd;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CrashReportsTests {

	private static final Duration UPTIME = Duration.ofSeconds(3);

	private static final OptionalLong UNKNOWN = OptionalLong.empty();

	private static final CrashEvidence NOTHING_SEEN = evidence(UNKNOWN, null);

	@Test
	void ofWhenACodeHasAMeaningThenHintsAtIt() {
		assertThat(report(126).hint()).startsWith("Code 126: ").contains("permissions");
		assertThat(report(127).hint()).startsWith("Code 127: ").contains("PATH");
		assertThat(report(137).hint()).startsWith("Code 137 (SIGKILL): ").contains("kill -9", "memory");
		assertThat(report(143).hint()).startsWith("Code 143 (SIGTERM): ").contains("somebody else");
	}

	@Test
	void ofWhenACodeMeansNothingThenHasNoHint() {
		assertThat(report(0).hint()).isNull();
		assertThat(report(1).hint()).isNull();
	}

	@Test
	void ofWhenTheApplicationEndedItThenHintSaysSo() {
		CrashEvidence killed = new CrashEvidence(true, true, 0, OptionalLong.of(1), null, List.of(), null);
		assertThat(report(137, killed).hint()).contains("this application sent it", "'stop'");
		assertThat(report(137, killed).outOfMemory()).isNull();
		CrashEvidence asked = new CrashEvidence(true, false, 0, UNKNOWN, "MemoryError", List.of(), null);
		assertThat(report(143, asked).hint()).isNull();
		assertThat(report(143, asked).outOfMemory()).isNull();
	}

	@Test
	void ofWhenTheSystemCountedAKillThenGuessesAtMemoryAndSaysWhy() {
		CrashReport report = report(137, evidence(OptionalLong.of(2), null));
		assertThat(report.outOfMemory()).contains("SIGKILL", "counter of out-of-memory kills rose by 2");
		assertThat(report.hint()).contains("-Xmx", "--max-old-space-size");
	}

	@Test
	void ofWhenTheSystemCountedNoKillThenDoesNotGuess() {
		CrashReport report = report(137, evidence(OptionalLong.of(0), null));
		assertThat(report.outOfMemory()).isNull();
		assertThat(report.hint()).endsWith("Here the system has killed nothing for want of memory.");
		assertThat(report(1, evidence(OptionalLong.of(2), null)).outOfMemory()).isNull();
	}

	@Test
	void ofWhenTheSystemDoesNotCountThenSaysThatItCannotBeTold() {
		assertThat(report(137).outOfMemory()).endsWith("whether the system did cannot be told");
	}

	@Test
	void ofWhenTheProcessWroteThatMemoryWasShortThenQuotesIt() {
		CrashReport report = report(1, evidence(OptionalLong.of(0), "MemoryError: no"));
		assertThat(report.outOfMemory()).isEqualTo("it wrote 'MemoryError: no'");
		assertThat(report.hint()).startsWith("Give it more memory");
		assertThat(report(0, evidence(UNKNOWN, "MemoryError")).outOfMemory()).isNull();
	}

	@Test
	void ofWhenTheProcessIsRestartedThenTellsDelayAndReason() {
		CrashReport report = report(new RestartDecision.Restart(Duration.ofSeconds(1), "it ended"), 3, NOTHING_SEEN);
		assertThat(report.decision()).isEqualTo("restart");
		assertThat(report.delay()).isEqualTo(Duration.ofSeconds(1));
		assertThat(report.reason()).isEqualTo("it ended");
		assertThat(report.summary()).endsWith("; restart in PT1S because it ended.");
	}

	@Test
	void ofWhenTheProcessIsNotRestartedThenThereIsNoDelay() {
		CrashReport gaveUp = report(new RestartDecision.GiveUp("it ended too often"), 3, NOTHING_SEEN);
		assertThat(gaveUp.decision()).isEqualTo("give up");
		assertThat(gaveUp.delay()).isNull();
		assertThat(report(new RestartDecision.Stop("it was stopped"), 0, NOTHING_SEEN).decision()).isEqualTo("stop");
		assertThat(report(new RestartDecision.Complete("it ended"), 0, NOTHING_SEEN).decision()).isEqualTo("complete");
	}

	@Test
	void summaryWhenReadThenTellsAll() {
		CrashEvidence seen = new CrashEvidence(false, false, 3, UNKNOWN, "MemoryError", List.of("MemoryError", "bye"),
				null);
		assertThat(report(new RestartDecision.GiveUp("it ended too often"), 127, seen).summary()).isEqualTo(
				"Process 42 of child 'worker' ended with code 127 after PT3S; give up because it ended too often."
						+ " Pending calls: 3. Probably out of memory: it wrote 'MemoryError'."
						+ " Give it more memory, or a limit of its own that it can live with ('exec-argv': -Xmx for"
						+ " Java, --max-old-space-size for Node.js)." + " Last lines of stderr: MemoryError | bye");
	}

	@Test
	void ofFailedStartWhenTheJdkWasReplacedThenHintSaysWhatToDo() {
		LaunchException launch = new LaunchException("command", "psql", "could not be started: spawn helper",
				"Restart the application.", null);
		CrashReport report = CrashReports.ofFailedStart("worker", 4, new ChildException("worker", launch),
				new RestartDecision.GiveUp("it failed"));
		assertThat(report.pid()).isNull();
		assertThat(report.incarnation()).isEqualTo(4);
		assertThat(report.summary())
			.isEqualTo("A process of child 'worker' could not be started; give up because command 'psql' could not be"
					+ " started: spawn helper. Restart the application.");
	}

	@Test
	void lastLinesWhenMuchWasWrittenThenHaveTheLastOfStderr() {
		LastLines lines = new LastLines(3);
		IntStream.range(0, 50).forEach((i) -> lines.add(OutputSource.STDERR, "line " + i));
		assertThat(lines.stderr()).hasSize(20).startsWith("line 30").endsWith("line 49");
		lines.endRun();
		assertThat(lines.stderr()).isEmpty();
		assertThat(lines.all()).hasSize(3);
	}

	private static CrashEvidence evidence(OptionalLong oomKills, @Nullable String memoryError) {
		return new CrashEvidence(false, false, 0, oomKills, memoryError, List.of(), null);
	}

	private static CrashReport report(int status) {
		return report(status, NOTHING_SEEN);
	}

	private static CrashReport report(int status, CrashEvidence evidence) {
		return report(new RestartDecision.GiveUp("it ended"), status, evidence);
	}

	private static CrashReport report(RestartDecision decision, int status, CrashEvidence evidence) {
		return CrashReports.of("worker", new RunEnd(2, 42, ExitStatus.of(status), UPTIME, false, decision), evidence);
	}

}
