package org.intercom4j.boot.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.intercom4j.process.ExtractedFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What the properties of one child must keep to, beyond their types.
 *
 * @param keys the child's keys
 */
record ChildPropertyRules(ChildProperty keys) {

	private static final DataSize LARGEST_FRAME = DataSize.ofMegabytes(2047);

	/**
	 * Checks all properties.
	 * @throws InvalidChildPropertyException naming the first one that cannot be used
	 */
	void check(ChildProperties child) {
		checkProgram(child.script(), child.command());
		checkInterpreter(child);
		checkInheritEnv(child.inheritEnv());
		checkPath("source-dir", child.sourceDir());
		checkPath("venv", child.venv());
		checkPath("cwd", child.cwd());
		checkPath("spawn-with.cwd", child.spawnWith().cwd());
		checkCustomFds(child.spawnWith().customFds());
		new RestartPropertyRules(this.keys).check(child);
		checkStop(child.stop());
		checkAtLeast("queue-capacity", child.queueCapacity(), 1, "");
		new OutputRules(this.keys).check(child.output());
		checkFrameLimit(child.frameLimit());
	}

	private void checkProgram(@Nullable String script, List<String> command) {
		if (script != null && !command.isEmpty()) {
			throw this.keys.refused("script", script, "there is also a command: " + command,
					"Keep '%s' for a script or main class, or '%s' for any other program, and remove the other one."
						.formatted(this.keys.of("script"), this.keys.of("command")));
		}
		if (script == null && command.isEmpty()) {
			throw new InvalidChildPropertyException(this.keys.root(), null, "there is nothing to run",
					"Add '%s' with a script or main class, or '%s' with any other program and its arguments."
						.formatted(this.keys.of("script"), this.keys.of("command")));
		}
		if (script != null && script.isBlank()) {
			throw this.keys.refused("script", script, "it is empty",
					"Write the path of a script or the name of a main class.");
		}
		if (script == null && command.get(0).isBlank()) {
			throw this.keys.refused("command", command.get(0), "it is empty",
					"Write the program first, then its arguments.");
		}
	}

	private void checkInterpreter(ChildProperties child) {
		if (child.script() == null) {
			checkNoCommand("source-dir", child.sourceDir());
			checkNoCommand("interpreter", child.interpreter());
			checkNoCommand("venv", child.venv());
			checkNoCommand("exec-argv", child.execArgv().isEmpty() ? null : child.execArgv());
			List<String> lower = child.spawnWith().execArgv();
			checkNoCommand("spawn-with.exec-argv", lower.isEmpty() ? null : lower);
			return;
		}
		if (child.sourceDir() != null && child.script().startsWith(ExtractedFiles.CLASSPATH)) {
			throw this.keys.refused("source-dir", child.sourceDir(), "the script is on the class path",
					"Remove it, and write the whole name of the resource as script.");
		}
		if (child.interpreter() != null && child.interpreter().isBlank()) {
			throw this.keys.refused("interpreter", child.interpreter(), "it is empty",
					"Write the path or name of a program.");
		}
		if (child.venv() != null && child.interpreter() != null) {
			throw this.keys.refused("venv", child.venv(), "there is also an interpreter: " + child.interpreter(),
					"Keep one of them: a virtual environment has an interpreter of its own.");
		}
	}

	private void checkNoCommand(String option, @Nullable Object value) {
		if (value != null) {
			throw this.keys.refused(option, value, "it has no effect beside a command",
					"Remove it, and write all arguments into '%s'.".formatted(this.keys.of("command")));
		}
	}

	private void checkInheritEnv(List<String> names) {
		boolean mixed = names.size() > 1 && (names.contains("all") || names.contains("none"));
		if (mixed || names.stream().anyMatch(String::isBlank)) {
			throw this.keys.refused("inherit-env", names,
					mixed ? "'all' and 'none' stand alone" : "it holds an empty name",
					"Write 'all', 'none', or names of variables such as PATH or LC_*.");
		}
	}

	private void checkPath(String option, @Nullable String value) {
		try {
			if (value != null) {
				Objects.requireNonNull(Path.of(value));
			}
		}
		catch (InvalidPathException ex) {
			throw this.keys.refused(option, value, "it is no path: " + ex.getReason(),
					"Write the path of a directory.");
		}
	}

	private void checkCustomFds(List<Integer> customFds) {
		if (customFds.stream().anyMatch((fd) -> fd != -1)) {
			throw this.keys.refused("spawn-with.custom-fds", customFds,
					"a Java application cannot hand file descriptors of its own to a child",
					"Remove it. To write to the application's own streams set '%s' to true."
						.formatted(this.keys.of("output.inherit")));
		}
	}

	private void checkStop(StopProperties stop) {
		checkDuration("stop.drain-timeout", stop.drainTimeout());
		checkDuration("stop.message-timeout", stop.messageTimeout());
		checkDuration("stop.terminate-timeout", stop.terminateTimeout());
		checkDuration("stop.kill-timeout", stop.killTimeout());
		if (stop.killTimeout().isZero()) {
			throw this.keys.refused("stop.kill-timeout", stop.killTimeout(), "it is zero",
					"Write how long the end after SIGKILL is waited for, such as '5s'.");
		}
	}

	private void checkDuration(String option, Duration value) {
		if (value.isNegative()) {
			throw this.keys.refused(option, value, "it is negative", "Write a duration such as '2s' or '500ms', or 0.");
		}
	}

	private void checkAtLeast(String option, int value, int least, String hint) {
		if (value < least) {
			throw this.keys.refused(option, value, "it is less than " + least,
					"Write at least %d.%s".formatted(least, hint));
		}
	}

	private void checkFrameLimit(DataSize value) {
		if (value.toBytes() < 1 || value.compareTo(LARGEST_FRAME) > 0) {
			throw this.keys.refused("frame-limit", value, "it is not between 1B and 2047MB",
					"Write a size such as '64MB'.");
		}
	}

}
