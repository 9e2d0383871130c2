package org.intercom4j.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.intercom4j.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class ProcessTreeTests {

	private static final String SETSID = "setsid";

	@TempDir
	Path directory;

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
		ProcessTree tree = new ProcessTree(this.root.toHandle(), true, null);
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
		ProcessTree tree = new ProcessTree(this.root.toHandle(), true, null);
		long deaf = Long.parseLong(out.readLine());
		tree.terminate(StopSignal.TERM);
		this.root.waitFor();
		assertThat(ProcessHandle.of(deaf)).isPresent();
		tree.kill();
		awaitEnd(deaf);
	}

	@Test
	void killWhenARememberedDescendantHasForkedSinceThenReachesWhatItStarted() throws Exception {
		ProcessTree tree = startDeafSession("wait");
		long leader = awaitPid("leader");
		tree.terminate(StopSignal.TERM);
		this.root.waitFor();
		Files.createFile(this.directory.resolve("go"));
		long sleep = awaitPid("sleep");
		tree.kill();
		awaitEnd(leader);
		awaitEnd(sleep);
	}

	@Test
	void killWhenALeaderHasEndedSinceThenReachesItsSession() throws Exception {
		ProcessTree tree = startDeafSession("exit");
		long leader = awaitPid("leader");
		tree.terminate(StopSignal.TERM);
		this.root.waitFor();
		Files.createFile(this.directory.resolve("go"));
		long sleep = awaitPid("sleep");
		awaitEnd(leader);
		tree.kill();
		awaitEnd(sleep);
	}

	/** Below the root, the leader of a session of its own forks when it is told to. */
	private ProcessTree startDeafSession(String end) throws IOException {
		String deaf = "trap '' TERM; echo $$ > leader; while [ ! -e go ]; do sleep 0.05; done; "
				+ "sleep 1000 & echo $! > sleep; " + end;
		Files.writeString(this.directory.resolve("deaf.sh"), deaf);
		this.root = new ProcessBuilder(SETSID, "sh", "-c", "setsid sh deaf.sh & wait")
			.directory(this.directory.toFile())
			.start();
		return new ProcessTree(this.root.toHandle(), true, null);
	}

	private long awaitPid(String file) throws IOException {
		Path path = this.directory.resolve(file);
		Eventually.await("there is a line in " + file, () -> {
			try {
				return Files.exists(path) && Files.readString(path).endsWith("\n");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		return Long.parseLong(Files.readString(path).strip());
	}

	@Test
	void killWhenTheSessionIsNotItsOwnThenSparesTheOthersOfIt() throws Exception {
		BufferedReader out = start("sh", "-c", "sleep 1000 & echo $!; wait");
		long sleep = Long.parseLong(out.readLine());
		ProcessTree tree = new ProcessTree(this.root.toHandle(), false, null);
		assertThat(tree.descendants()).extracting(ProcessHandle::pid).containsExactly(sleep);
		tree.kill();
		awaitEnd(sleep);
		awaitEnd(this.root.pid());
	}

	@Test
	void killWhenForkingGoesOnThenEndsAll() throws Exception {
		BufferedReader out = start(SETSID, "sh", "-c", "while :; do sleep 1000 & echo $!; done");
		ProcessTree tree = new ProcessTree(this.root.toHandle(), true, null);
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
