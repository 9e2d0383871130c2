package org.intercom4j.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class OrphanSweepTests {

	private final ProcessMarks marks = new ProcessMarks(UUID.randomUUID().toString(), "");

	private final List<Process> started = new ArrayList<>();

	@AfterEach
	void endAll() {
		this.started.forEach(Process::destroyForcibly);
	}

	private Process start(String mark, String script) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("sh", "-c", script + "echo up; while :; do sleep 0.05; done");
		builder.environment().put(ProcessMark.VARIABLE, mark);
		builder.environment().put("INTERCOM_CHILD", "worker");
		Process process = builder.start();
		this.started.add(process);
		process.inputReader().readLine();
		return process;
	}

	/** That of an application which had our pid before us. */
	private String markOfAnEarlierRun() {
		ProcessMark own = ProcessMark.parse(this.marks.next()).get(0);
		return new ProcessMark(own.application(), own.namespace(), own.pid(), own.startTicks() - 1, own.run())
			.toString();
	}

	private void sweep(OrphanAction action, Duration grace) {
		new OrphanSweep(this.marks, action, grace).run();
	}

	@Test
	void runWhenAnEarlierRunLeftAProcessThenAsksItToEnd() throws Exception {
		Process asked = start(markOfAnEarlierRun(), "trap 'exit 7' TERM; ");
		sweep(OrphanAction.KILL, Duration.ofMinutes(1));
		assertThat(asked.waitFor()).isEqualTo(7);
	}

	@Test
	void runWhenTheProcessIsDeafThenKillsIt() throws Exception {
		Process deaf = start(markOfAnEarlierRun(), "trap '' TERM; ");
		sweep(OrphanAction.KILL, Duration.ofMillis(200));
		assertThat(deaf.waitFor()).isEqualTo(128 + 9);
	}

	@Test
	void runWhenOnlyReportedThenTheProcessLivesOn() throws Exception {
		Process left = start(markOfAnEarlierRun(), "");
		sweep(OrphanAction.REPORT, Duration.ofMinutes(1));
		assertThat(left.isAlive()).isTrue();
	}

	@Test
	void runWhenTheApplicationLivesThenItsProcessesLiveOn() throws Exception {
		Process own = start(this.marks.variable(this.marks.next()), "");
		sweep(OrphanAction.KILL, Duration.ofMinutes(1));
		assertThat(own.isAlive()).isTrue();
	}

	@Test
	void runWhenTheApplicationAboveHasEndedThenWhatItsChildrenStartedEnds() throws Exception {
		Process below = start(markOfAnEarlierRun() + " " + new ProcessMarks("inner", "").next(), "");
		sweep(OrphanAction.KILL, Duration.ofMinutes(1));
		assertThat(below.waitFor()).isEqualTo(128 + 15);
	}

}
