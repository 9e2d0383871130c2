package org.intercom4j.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Launches processes, all of them from one permanent platform thread: on Linux a child's
 * death signal follows the thread that started it, so that thread must live as long as
 * the application.
 * <p>
 * On Linux each process leads a session of its own, where {@code setsid} is installed,
 * and is killed by the kernel when the application dies, where {@code setpriv} is.
 *
 * @since 0.1.0
 */
public final class ProcessLauncher implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ProcessLauncher.class);

	private final ExecutorService spawner = Executors.newSingleThreadExecutor(ProcessLauncher::spawnerThread);

	private final OutputLoop outputs = new OutputLoop();

	private final Executor signals;

	private final SpawnWrapper wrapper = new SpawnWrapper();

	private final UsageReader usage = UsageReader.detect();

	private final ProcessMarks marks;

	private final Guardian guardian;

	/**
	 * Creates a launcher. What an earlier run of the application left running is looked
	 * for in the background, before the first process is launched.
	 * @param signals runs the look-ups of process trees and the signals to them; these
	 * read the process table and take milliseconds
	 * @param application the name of the application, the same for each of its runs
	 * @param orphans what is done with what an earlier run left running
	 */
	public ProcessLauncher(Executor signals, String application, OrphanAction orphans) {
		this.signals = signals;
		this.marks = ProcessMarks.of(application);
		this.guardian = new Guardian(this.wrapper::session, this.marks.prefix());
		InitProcess.advice(ProcessHandle.current().pid()).ifPresent(logger::warn);
		if (Platform.LINUX && orphans != OrphanAction.IGNORE) {
			this.spawner.execute(new OrphanSweep(this.marks, orphans));
		}
	}

	private static Thread spawnerThread(Runnable target) {
		Thread thread = new Thread(target, "intercom-spawner");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Launches a process.
	 * @param spec what to launch
	 * @param listener receives its output, unless that is inherited
	 * @return the process, or a {@link LaunchException} that names the option to mend, or
	 * an {@link IllegalStateException} when the launcher is closed
	 */
	public CompletableFuture<RunningProcess> launch(LaunchSpec spec, OutputListener listener) {
		try {
			return CompletableFuture.supplyAsync(() -> start(spec, listener), this.spawner);
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.failedFuture(new IllegalStateException("The launcher is closed", ex));
		}
	}

	/**
	 * Checks that a process could be launched now.
	 * @param spec what to launch
	 * @throws LaunchException if its directory or its program is missing, its environment
	 * cannot be set, or the system does not grant its limits
	 */
	public void check(LaunchSpec spec) {
		checkDirectory(spec.directory());
		checkProgram(spec);
		setEnvironment(new ProcessBuilder().environment(), spec.environment());
		this.wrapper.check(spec.resources());
	}

	private RunningProcess start(LaunchSpec spec, OutputListener listener) {
		check(spec);
		String mark = this.marks.next();
		ProcessBuilder builder = new ProcessBuilder(this.wrapper.wrap(spec.program().command(), spec.resources()));
		builder.directory(spec.directory().toFile());
		setEnvironment(builder.environment(), spec.environment());
		builder.environment().put(ProcessMark.VARIABLE, this.marks.variable(mark));
		builder.redirectInput(ProcessBuilder.Redirect.from(new File(Platform.WINDOWS ? "NUL" : "/dev/null")));
		ProcessOutput output = ProcessOutput.of(spec, listener, this.outputs);
		try {
			return running(output.start(builder), mark, output);
		}
		catch (IOException ex) {
			throw refused(spec, ex);
		}
	}

	private static void setEnvironment(Map<String, String> target, Map<String, String> environment) {
		target.clear();
		environment.forEach((name, value) -> {
			try {
				target.put(name, value);
			}
			catch (IllegalArgumentException ex) {
				throw new LaunchException("env", name, "cannot be set: " + ex.getMessage(),
						"A name must not be empty or hold '='; neither name nor value may hold a null character.", ex);
			}
		});
	}

	/** A process that nobody could watch, for want of threads, must not run. */
	private RunningProcess running(Process process, String mark, ProcessOutput output) {
		try {
			ProcessTree tree = new ProcessTree(process.toHandle(), this.wrapper.ownsSession(), mark);
			RunningProcess running = new RunningProcess(process, tree, this.usage, output, this.signals);
			guard(running);
			return running;
		}
		catch (RuntimeException | Error ex) {
			process.destroyForcibly();
			output.abandon();
			throw ex;
		}
	}

	private void guard(RunningProcess running) {
		if (this.wrapper.ownsSession()) {
			this.guardian.watch(running.pid());
			CompletionStage<ExitStatus> ended = running.ended();
			ended.thenRun(() -> this.guardian.forget(running.pid()));
		}
	}

	private static void checkDirectory(Path directory) {
		if (!Files.isDirectory(directory)) {
			throw new LaunchException("cwd", directory.toString(), "is not a directory",
					"Create it, or correct the path.", null);
		}
	}

	private static void checkProgram(LaunchSpec spec) {
		Program program = spec.program();
		String searchPath = Executables.searchPath(spec.environment());
		if (Executables.find(program.name(), spec.directory(), searchPath).isPresent()) {
			return;
		}
		String reason = "was not found in PATH (" + searchPath + ")";
		if (Executables.hasDirectory(program.name())) {
			Path file = spec.directory().resolve(program.name());
			reason = (Files.exists(file) ? "is not an executable file" : "does not exist") + " (looked for " + file
					+ ")";
		}
		throw new LaunchException(program.option(), program.name(), reason, program.remedy(), null);
	}

	static LaunchException refused(LaunchSpec spec, IOException cause) {
		String message = String.valueOf(cause.getMessage());
		String action = message.contains("spawn helper")
				? "The JDK was probably replaced while the application runs: restart the application."
				: "See the cause for what the operating system refused.";
		return new LaunchException(spec.program().option(), spec.program().name(), "could not be started: " + message,
				action, cause);
	}

	/**
	 * Ends the launcher's thread and the guardian. On Linux the processes that it has
	 * started are killed with them, so this comes last.
	 */
	@Override
	public void close() {
		this.spawner.shutdown();
		this.outputs.close();
		this.guardian.close();
	}

}
