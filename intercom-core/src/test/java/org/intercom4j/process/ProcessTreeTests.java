package org.intercom4j.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

import org.intercom4j.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class ProcessTreeTests {

	private static final String SETSID = "setsid";

	private Process root;

	@AfterEach
	void endRoot() {
		this.root.destroyForcibly();
	}

	@Test
	void rowWhenReadThenTellsParentSessionAndStart() throws Exception {
		start(SETSID, "sh", "-c", "echo up; read x").readLine();
		ProcessTable.Row row = ProcessTable.row(this.root.pid()).orElseThrow();
		assertThat(row.parent()).isEqualTo(ProcessHandle.current().pid());
		assertThat(row.session()).isEqualTo(this.root.pid());
		assertThat(row.alive()).isTrue();
		assertThat(row.startTicks()).isPositive();
		assertThat(ProcessTable.read()).extracting(ProcessTable.Row::pid)
			.contains(this.root.pid(), ProcessHandle.current().pid());
	}

	@Test
	void rowWhenThereIsNoProcessThenIsEmpty() throws Exception {
		start("true");
		this.root.waitFor();
		assertThat(ProcessTable.row(this.root.pid())).isEmpty();
	}

	@Test
	void descendantsWhenTheParentHasEndedThenAreThoseOfTheSession() throws Exception {
		BufferedReader out = start(SETSID, "sh", "-c", "sleep 1000 & echo $!");
		ProcessTree tree = new ProcessTree(this.root.toHandle(), true);
		long sleep = Long.parseLong(out.readLine());
		this.root.waitFor();
		assertThat(tree.descendants()).extracting(ProcessHandle::pid).containsExactly(sleep);
		tree.kill();
		awaitEnd(sleep);
		assertThat(tree.descendants()).isEmpty();
	}

	@Test
	void killWhenADescendantHasLeftTheSessionAndItsParentHasEndedThenReachesIt() throws Exception {
		BufferedReader out = start(SETSID, "sh", "-c", "setsid sh -c 'trap \"\" TERM; echo $$; sleep 1000' & wait");
		ProcessTree tree = new ProcessTree(this.root.toHandle(), true);
		long deaf = Long.parseLong(out.readLine());
		tree.terminate();
		this.root.waitFor();
		assertThat(ProcessHandle.of(deaf)).isPresent();
		tree.kill();
		awaitEnd(deaf);
	}

	@Test
	void killWhenTheSessionIsNotItsOwnThenSparesTheOthersOfIt() throws Exception {
		BufferedReader out = start("sh", "-c", "sleep 1000 & echo $!; wait");
		long sleep = Long.parseLong(out.readLine());
		ProcessTree tree = new ProcessTree(this.root.toHandle(), false);
		assertThat(tree.descendants()).extracting(ProcessHandle::pid).containsExactly(sleep);
		tree.kill();
		awaitEnd(sleep);
		awaitEnd(this.root.pid());
	}

	@Test
	void killWhenForkingGoesOnThenEndsAll() throws Exception {
		BufferedReader out = start(SETSID, "sh", "-c", "while :; do sleep 1000 & echo $!; done");
		ProcessTree tree = new ProcessTree(this.root.toHandle(), true);
		for (int i = 0; i < 50; i++) {
			out.readLine();
		}
		tree.kill();
		this.root.waitFor();
		tree.kill();
		Eventually.await("no process of the tree is left", () -> tree.descendants().isEmpty(), tree::descendants);
	}

	private BufferedReader start(String... command) throws IOException {
		this.root = new ProcessBuilder(List.of(command)).start();
		return this.root.inputReader();
	}

	static void awaitEnd(long pid) {
		Eventually.await("process " + pid + " ends",
				() -> ProcessTable.row(pid).filter(ProcessTable.Row::alive).isEmpty());
	}

}
