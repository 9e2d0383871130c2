package org.intercom4j.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a JVM of our own, at low priority, that leaves an archive of what it has loaded.
 * Never the user's own process: writing an archive would delay its end.
 *
 * @param launcher starts it, so that it ends with the application at the latest
 * @param environment its environment
 * @param mainClass what it runs
 */
record ArchiveTraining(ProcessLauncher launcher, Map<String, String> environment, String mainClass) {

	private static final Logger logger = LoggerFactory.getLogger(ArchiveTraining.class);

	private static final String NAME = "class-data";

	private static final int LIMIT_SECONDS = 120;

	private static final int MOST_LINES = 100;

	private static final int LINE_LENGTH = 1000;

	/**
	 * Begins a run.
	 * @param jars its class path
	 * @param archive the file to write
	 */
	CompletableFuture<Run> start(List<Path> jars, Path archive) {
		Program program = new Program(ScriptKind.JAVA, command(jars, archive), "script", "Restart the application.");
		LaunchSpec spec = new LaunchSpec(NAME, program, this.environment, Path.of("").toAbsolutePath(), false,
				StandardCharsets.UTF_8, LINE_LENGTH);
		Queue<String> output = new ConcurrentLinkedQueue<>();
		return this.launcher.launch(spec, (source, line) -> {
			if (output.size() < MOST_LINES) {
				output.add(line);
			}
		}).thenApply((process) -> new Run(process, archive, output));
	}

	/** The application's logging is not for it to set up: it might open its files. */
	private List<String> command(List<Path> jars, Path archive) {
		List<String> command = new ArrayList<>();
		Executables.find("nice", Path.of("").toAbsolutePath(), Executables.searchPath(this.environment))
			.ifPresent((nice) -> command.addAll(List.of(nice.toString(), "-n", "19")));
		command.addAll(List.of(JavaCommand.program(), "-XX:ArchiveClassesAtExit=" + archive,
				"-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
				"-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"), "-cp", ArchivedPath.join(jars),
				this.mainClass));
		return command;
	}

	/** One run, until it has ended. */
	record Run(RunningProcess process, Path archive, Queue<String> output) {

		/** Completes with whether there is an archive; never fails. */
		CompletableFuture<Boolean> done() {
			return this.process.ended().copy().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).handle((status, late) -> {
				if (late == null && ExitStatus.of(0).equals(status) && Files.isRegularFile(this.archive)) {
					return true;
				}
				this.process.kill();
				logger.debug("There will be no class-data archive: the training run, process {}, {}; it printed {}",
						this.process.pid(), (late != null) ? "took too long" : "ended with " + status, this.output);
				return false;
			});
		}

	}

}
