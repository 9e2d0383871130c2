package org.intercom4j.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.intercom4j.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DisabledOnOs(OS.WINDOWS)
class ProcessLauncherTests {

	private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ProcessLauncher launcher = new ProcessLauncher(this.threads, "test", OrphanAction.IGNORE);

	private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

	private final Semaphore arrived = new Semaphore(0);

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.launcher.close();
		this.threads.shutdown();
	}

	@Test
	void launchWhenTheProcessEndsThenItsOutputCameBefore() throws Exception {
		RunningProcess process = launch(PATH, "sh", "-c",
				"i=0; while [ $i -lt 5000 ]; do i=$((i+1)); echo $i; done; exit 3");
		assertThat(ended(process)).isEqualTo(new ExitStatus(3, null));
		assertThat(this.lines)
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 5000).mapToObj((i) -> "STDOUT " + i).toList());
	}

	@Test
	void refusedWhenTheSpawnHelperFailedThenSaysToRestartTheApplication() {
		LaunchSpec spec = new LaunchSpec("test", Program.of(List.of("psql")), PATH, this.directory, false,
				StandardCharsets.UTF_8, 100);
		LaunchException failure = ProcessLauncher.refused(spec,
				new IOException("Cannot run program \"psql\": Failed to exec spawn helper: pid: 7, exit value: 1"));
		assertThat(failure.action())
			.isEqualTo("The JDK was probably replaced while the application runs: restart the application.");
		assertThat(failure).hasMessageStartingWith("command 'psql' could not be started: Cannot run program");
	}

	@Test
	void launchWhenTheProcessWritesToBothThenTellsThemApart() throws Exception {
		ended(launch(PATH, "sh", "-c", "echo good; echo bad >&2; printf last"));
		assertThat(this.lines).containsExactlyInAnyOrder("STDOUT good", "STDERR bad", "STDOUT last");
	}

	@Test
	void launchWhenTheEnvironmentIsGivenThenTheProcessHasExactlyThat() throws Exception {
		ended(launch(Map.of("ONE", "1 ü", "PATH", "/usr/bin:/bin"), "env", "-u", "INTERCOM_MARK"));
		assertThat(this.lines).containsExactlyInAnyOrder("STDOUT ONE=1 ü", "STDOUT PATH=/usr/bin:/bin");
	}

	@Test
	void launchWhenStartedAgainThenEachProcessBearsAMarkOfItsOwn() throws Exception {
		ended(launch(PATH, "sh", "-c", "echo ${INTERCOM_MARK##*-}"));
		ended(launch(PATH, "sh", "-c", "echo ${INTERCOM_MARK##*-}"));
		assertThat(this.lines).hasSize(2)
			.doesNotHaveDuplicates()
			.allMatch((line) -> line.matches("STDOUT \\w+\\.\\d\\."));
	}

	@Test
	void launchWhenRunningThenTellsPidStartAndDirectory() throws Exception {
		Instant before = Instant.now().minusSeconds(2);
		RunningProcess process = launch(PATH, "sh", "-c", "echo $$; pwd; exec sleep 1000");
		this.arrived.tryAcquire(2, 60, TimeUnit.SECONDS);
		assertThat(this.lines).containsExactly("STDOUT " + process.pid(), "STDOUT " + this.directory.toRealPath());
		assertThat(process.startedAt()).isBetween(before, Instant.now().plusSeconds(2));
		process.terminate(StopSignal.TERM);
		assertThat(ended(process)).isEqualTo(new ExitStatus(null, "SIGTERM"));
	}

	@Test
	void killWhenSigtermIsIgnoredThenEndsTheProcess() throws Exception {
		RunningProcess process = launch(PATH, "sh", "-c", "trap '' TERM; echo up; while :; do read x; done");
		this.arrived.tryAcquire(1, 60, TimeUnit.SECONDS);
		process.terminate(StopSignal.TERM);
		process.kill();
		assertThat(ended(process)).isEqualTo(new ExitStatus(null, "SIGKILL"));
	}

	@Test
	void launchWhenTheProcessReadsItsInputThenThereIsNone() throws Exception {
		assertThat(ended(launch(PATH, "sh", "-c", "read x || exit 9"))).isEqualTo(new ExitStatus(9, null));
	}

	@Test
	@DisabledOnOs({ OS.WINDOWS, OS.MAC })
	void launchWhenTheProcessLeavesAnotherThenEndsIt() throws Exception {
		RunningProcess process = launch(PATH, "sh", "-c", "sleep 1000 & echo $!");
		ended(process);
		long sleep = Long.parseLong(this.lines.remove().substring("STDOUT ".length()));
		ProcessTreeTests.awaitEnd(sleep);
	}

	@Test
	@DisabledOnOs({ OS.WINDOWS, OS.MAC })
	void endedWhenSomebodyElseHoldsTheOutputThenDoesNotWaitForItsEnd() throws Exception {
		LaunchSpec spec = new LaunchSpec("escape",
				Program.of(List.of("sh", "-c",
						"mkfifo go; env -u INTERCOM_MARK setsid sh -c 'echo $$; read x < go; echo late' & wait")),
				PATH, this.directory, false, StandardCharsets.UTF_8, 80);
		RunningProcess process = this.launcher.launch(spec, this::add).get(60, TimeUnit.SECONDS);
		this.arrived.tryAcquire(1, 60, TimeUnit.SECONDS);
		long escaped = Long.parseLong(this.lines.remove().substring("STDOUT ".length()));
		ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
		assertThat(ended(process)).isEqualTo(new ExitStatus(null, "SIGKILL"));
		assertThat(ProcessHandle.of(escaped)).as("the other one").hasValueSatisfying(ProcessHandle::isAlive);
		Files.writeString(this.directory.resolve("go"), "go\n");
		ProcessTreeTests.awaitEnd(escaped);
		// what comes after it is read after it
		ended(launch(PATH, "echo", "next"));
		assertThat(this.lines).as("lines after the end").containsExactly("STDOUT next");
	}

	@Test
	void launchWhenTheListenerIsNotReadyThenItsLinesWait() throws Exception {
		CompletableFuture<Void> ready = new CompletableFuture<>();
		RunningProcess process = this.launcher.launch(
				spec(PATH, this.directory, "sh", "-c", "echo one; : > printed; exec sleep 1000"), new OutputListener() {

					@Override
					public CompletionStage<?> ready() {
						return ready;
					}

					@Override
					public void line(OutputSource source, String line) {
						add(source, line);
					}

				})
			.get(60, TimeUnit.SECONDS);
		Eventually.await("the line is printed", () -> Files.exists(this.directory.resolve("printed")));
		ended(launch(PATH, "echo", "other"));
		assertThat(this.lines).containsExactly("STDOUT other");
		ready.complete(null);
		assertThat(this.arrived.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.lines).containsExactly("STDOUT other", "STDOUT one");
		process.kill();
		ended(process);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void launchWhenManyRunThenNoneHasAThreadForItsOutput() throws Exception {
		List<RunningProcess> processes = new ArrayList<>();
		for (int number = 0; number < 20; number++) {
			processes.add(launch(PATH, "sh", "-c", "echo up; exec sleep 1000"));
		}
		assertThat(this.arrived.tryAcquire(20, 60, TimeUnit.SECONDS)).isTrue();
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.contains("intercom-output")
			.noneMatch((name) -> name.startsWith("intercom-test-"));
		processes.forEach(RunningProcess::kill);
		for (RunningProcess process : processes) {
			ended(process);
		}
	}

	@Test
	void launchWhenTheOutputIsInheritedThenDeliversNone() throws Exception {
		LaunchSpec spec = new LaunchSpec("test", Program.of(List.of("true")), PATH, this.directory, true,
				StandardCharsets.UTF_8, 80);
		ended(this.launcher.launch(spec, this::add).get(60, TimeUnit.SECONDS));
		assertThat(this.lines).isEmpty();
	}

	@Test
	void launchWhenTheProcessWaitsThenItsPauseFollowsItsLines() throws Exception {
		ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
		Semaphore paused = new Semaphore(0);
		RunningProcess process = this.launcher.launch(
				spec(PATH, this.directory, "sh", "-c", "printf 'one\\ntwo\\n'; exec sleep 1000"), new OutputListener() {

					@Override
					public void line(OutputSource source, String line) {
						calls.add(line);
					}

					@Override
					public void pause(OutputSource source) {
						calls.add("pause of " + source);
						paused.release();
					}

				})
			.get(60, TimeUnit.SECONDS);
		assertThat(paused.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
		assertThat(calls).containsExactly("one", "two", "pause of STDOUT");
		process.terminate(StopSignal.TERM);
		ended(process);
	}

	@Test
	void launchWhenAListenerFailsThenTheNextLineComes() throws Exception {
		LaunchSpec spec = spec(PATH, this.directory, "sh", "-c", "echo one; echo two; echo three");
		ended(this.launcher.launch(spec, (source, line) -> {
			add(source, line);
			if (line.equals("one")) {
				throw new IllegalStateException("on purpose");
			}
			throw new AssertionError("on purpose");
		}).get(60, TimeUnit.SECONDS));
		assertThat(this.lines).containsExactly("STDOUT one", "STDOUT two", "STDOUT three");
	}

	@Test
	void launchWhenThereIsNoDirectoryThenTellsWhatToDo() {
		assertRefused(spec(PATH, this.directory.resolve("none"), "true"), "cwd",
				"cwd '" + this.directory.resolve("none") + "' is not a directory. Create it, or correct the path.");
	}

	@Test
	void launchWhenThereIsNoProgramThenTellsWhereItLooked() {
		assertRefused(spec(PATH, this.directory, "no-such"), "command",
				"command 'no-such' was not found in PATH (/usr/bin:/bin). Install the program, or give its whole path.");
		assertRefused(spec(PATH, this.directory, "./no-such"), "command",
				"command './no-such' does not exist " + "(looked for " + this.directory.resolve("./no-such")
						+ "). Correct the path, or make the file executable.");
	}

	@Test
	void launchWhenTheFileIsNotExecutableThenTellsWhatToDo() throws Exception {
		Path file = Files.createFile(this.directory.resolve("tool"));
		assertRefused(spec(PATH, this.directory, file.toString()), "command",
				"command '" + file + "' is not an executable file (looked for " + file
						+ "). Correct the path, or make the file executable.");
	}

	@Test
	void launchWhenAVariableCannotBeSetThenNamesIt() {
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> launch(Map.of("PATH", "/bin", "A=B", "x"), "true"))
			.havingCause()
			.isInstanceOfSatisfying(LaunchException.class, (ex) -> {
				assertThat(ex.option()).isEqualTo("env");
				assertThat(ex.value()).isEqualTo("A=B");
			});
	}

	@Test
	void launchWhenClosedThenFails() {
		this.launcher.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> launch(PATH, "true"))
			.withMessageContaining("The launcher is closed");
	}

	private void assertRefused(LaunchSpec spec, String option, String message) {
		assertThatExceptionOfType(LaunchException.class).isThrownBy(() -> this.launcher.check(spec))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.option()).isEqualTo(option));
		assertThat(this.launcher.launch(spec, this::add)).failsWithin(60, TimeUnit.SECONDS)
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.withMessage(message);
	}

	private RunningProcess launch(Map<String, String> environment, String... command) throws Exception {
		CompletableFuture<RunningProcess> launched = this.launcher.launch(spec(environment, this.directory, command),
				this::add);
		return launched.get(60, TimeUnit.SECONDS);
	}

	private static LaunchSpec spec(Map<String, String> environment, Path directory, String... command) {
		return new LaunchSpec("test", Program.of(List.of(command)), environment, directory, false,
				StandardCharsets.UTF_8, 80);
	}

	private void add(OutputSource source, String line) {
		this.lines.add(source + " " + line);
		this.arrived.release();
	}

	private static ExitStatus ended(RunningProcess process) throws Exception {
		return process.ended().get(60, TimeUnit.SECONDS);
	}

}
