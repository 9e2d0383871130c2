package org.intercom4j;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.intercom4j.process.ClassDataArchives;
import org.intercom4j.process.ExtractedFiles;
import org.intercom4j.process.JavaStart;
import org.intercom4j.process.LaunchSpec;
import org.intercom4j.process.Program;
import org.intercom4j.process.ResourceLimits;
import org.intercom4j.process.ScriptCommand;
import org.intercom4j.process.ScriptKind;
import org.jspecify.annotations.Nullable;

/**
 * What is launched for a child: its program, environment and directory as its options
 * tell.
 */
final class LaunchPlan {

	private static final String PYTHON_PATH = "PYTHONPATH";

	private final String name;

	private final ChildOptions options;

	private final ExtractedFiles files;

	private final @Nullable ClassDataArchives classData;

	LaunchPlan(String name, ChildOptions options, ExtractedFiles files, @Nullable ClassDataArchives classData) {
		this.name = name;
		this.options = options;
		this.files = files;
		this.classData = classData;
	}

	/** Whether the child's program is one that connects to its channel by itself. */
	static boolean connects(ChildOptions options) {
		ScriptCommand script = script(options);
		if (script == null) {
			return false;
		}
		return switch (script.kind()) {
			case JAVA, NODE -> true;
			case PYTHON, OTHER -> false; // such a script may do without a channel
		};
	}

	private static @Nullable ScriptCommand script(ChildOptions options) {
		if (options.script() == null) {
			return null;
		}
		List<String> execArgv = options.execArgv().isEmpty() ? options.spawnWith().execArgv() : options.execArgv();
		return new ScriptCommand(options.script(), options.sourceDir(), options.interpreter(), options.venv(), execArgv,
				options.options());
	}

	/**
	 * Reads files, so not for the supervisor's loop.
	 * @param channel the environment by which the child finds its channel
	 */
	LaunchSpec spec(Map<String, String> channel) {
		Map<String, String> environment = environment();
		ScriptCommand script = script(this.options);
		Program program = (script != null) ? script.program(this.files, javaStart(environment)) : command();
		addRuntime(environment, program.kind());
		environment.putAll(channel);
		OutputOptions output = this.options.output();
		return new LaunchSpec(this.name, program, environment, directory(), output.inherit(), output.charset(),
				output.maxLineLength())
			.with(new ResourceLimits(this.options.limits().nice(), this.options.limits().openFiles()));
	}

	/** A command that asks whether the child is ready, where the child runs. */
	LaunchSpec probe(List<String> command) {
		OutputOptions output = this.options.output();
		return new LaunchSpec(this.name, Program.of(command), environment(), directory(), false, output.charset(),
				output.maxLineLength());
	}

	private JavaStart javaStart(Map<String, String> environment) {
		return (this.classData != null) ? this.classData.start(environment) : JavaStart.PLAIN;
	}

	private Program command() {
		List<String> command = new ArrayList<>(this.options.command());
		command.addAll(this.options.options());
		return Program.of(command);
	}

	private Path directory() {
		Path cwd = (this.options.cwd() != null) ? this.options.cwd() : this.options.spawnWith().cwd();
		return ((cwd != null) ? cwd : Path.of("")).toAbsolutePath();
	}

	private Map<String, String> environment() {
		Map<String, String> environment = new HashMap<>();
		System.getenv().forEach((variable, value) -> {
			if (this.options.inheritEnv().includes(variable)) {
				environment.put(variable, value);
			}
		});
		ChannelEnvironment.OF_ONE_RUN.forEach(environment::remove);
		this.options.hideEnv().forEach(environment::remove);
		environment.putAll(this.options.spawnWith().env());
		environment.putAll(this.options.env());
		return environment;
	}

	/** A Java child has the library on its class path. */
	private void addRuntime(Map<String, String> environment, ScriptKind kind) {
		if (kind == ScriptKind.JAVA) {
			return;
		}
		String runtime = this.files.runtime().toString();
		environment.put(ChannelEnvironment.RUNTIME, runtime);
		if (kind == ScriptKind.PYTHON) {
			environment.merge(PYTHON_PATH, runtime, (path, ours) -> ours + File.pathSeparator + path);
		}
		if (kind == ScriptKind.NODE && this.options.visible()) {
			environment.put(ChannelEnvironment.VISIBLE, "true");
		}
	}

}
