package org.intercom4j.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Turns a script into the command that runs it: a Java main class or a {@code .jar} runs
 * on the application's own JDK, {@code .py} and {@code .js} files on the interpreter
 * found in {@code PATH}, a file with another ending on the given interpreter or, if it is
 * executable, by itself.
 *
 * @param script a path, {@code classpath:} and the name of a resource, or the name of a
 * class on the application's class path
 * @param sourceDir the directory that the path is relative to, or {@code null} for the
 * application's working directory (option {@code sourceDir})
 * @param interpreter the program that runs the script, or {@code null} for the one that
 * its ending asks for
 * @param venv the virtual environment of a Python script, or {@code null}
 * @param execArgv arguments of the interpreter (option {@code execArgv})
 * @param arguments arguments of the script (option {@code options})
 * @since 0.1.0
 */
public record ScriptCommand(String script, @Nullable Path sourceDir, @Nullable String interpreter, @Nullable Path venv,
		List<String> execArgv, List<String> arguments) {

	private static final Pattern CLASS_NAME = Pattern
		.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

	/**
	 * The path of the script, made absolute so that it means the same in the child's
	 * working directory.
	 * @return the path; it may not exist
	 */
	public Path path() {
		Path base = (this.sourceDir != null) ? this.sourceDir : Path.of("");
		return base.resolve(this.script).toAbsolutePath().normalize();
	}

	/**
	 * What will run the script.
	 * @return its kind, told by its name, its interpreter and the class path
	 */
	public ScriptKind kind() {
		if (this.interpreter == null && (isJar() || isMainClass())) {
			return ScriptKind.JAVA;
		}
		return (this.venv != null) ? ScriptKind.PYTHON : ScriptKind.of(this.script, this.interpreter);
	}

	/**
	 * The program that runs the script now.
	 * @param files where scripts on the class path are extracted to
	 * @return the program and its arguments
	 * @throws LaunchException if there is no such script or virtual environment
	 */
	public Program program(ExtractedFiles files) {
		return program(files, JavaStart.PLAIN);
	}

	/**
	 * The program that runs the script now.
	 * @param files where scripts on the class path are extracted to
	 * @param javaStart what a JVM is given to start faster
	 * @return the program and its arguments
	 * @throws LaunchException if there is no such script or virtual environment
	 */
	public Program program(ExtractedFiles files, JavaStart javaStart) {
		if (this.script.startsWith(ExtractedFiles.CLASSPATH)) {
			return fileProgram(files.script(this.script), files, javaStart);
		}
		Path file = path();
		if (Files.isRegularFile(file)) {
			return fileProgram(file, files, javaStart);
		}
		if (this.interpreter == null && isMainClass()) {
			return java(JavaCommand.ofMainClass(this.script, this.execArgv, this.arguments, javaStart));
		}
		throw new LaunchException("script", this.script,
				"does not exist: there is no file " + file
						+ (CLASS_NAME.matcher(this.script).matches() ? " and no such class on the class path" : ""),
				"Correct the name; a relative path starts at the source directory or the application's working directory.",
				null);
	}

	private Program fileProgram(Path file, ExtractedFiles files, JavaStart javaStart) {
		return switch (kind()) {
			case JAVA -> java(JavaCommand.ofJar(file, this.execArgv, this.arguments, javaStart));
			case NODE -> node(file, files);
			case PYTHON -> python(file);
			case OTHER -> other(file);
		};
	}

	private static Program java(List<String> command) {
		return new Program(ScriptKind.JAVA, command, "script",
				"The application's JDK seems to have been removed: restart it.");
	}

	private Program node(Path file, ExtractedFiles files) {
		String runtime = files.runtime().resolve("intercom.cjs").toString();
		String program = (this.interpreter != null) ? this.interpreter : "node";
		return new Program(ScriptKind.NODE, join(List.of(program, "--require", runtime), List.of(file.toString())),
				"interpreter", "Install Node.js 18 or later, or give the whole path of its program as 'interpreter'.");
	}

	/** Output at once, and UTF-8 whatever the locale. */
	private Program python(Path file) {
		String program = (this.interpreter != null) ? this.interpreter : defaultPython();
		return new Program(ScriptKind.PYTHON, join(List.of(program, "-u", "-X", "utf8"), List.of(file.toString())),
				(this.venv != null) ? "venv" : "interpreter",
				(this.venv != null) ? "Create it, as by 'python3 -m venv " + this.venv + "', or correct the path."
						: "Install Python 3.9 or later, or give 'venv', or the whole path of its program as "
								+ "'interpreter'.");
	}

	private String defaultPython() {
		if (this.venv == null) {
			return Platform.WINDOWS ? "python" : "python3";
		}
		String program = Platform.WINDOWS ? "Scripts\\python.exe" : "bin/python";
		return this.venv.toAbsolutePath().normalize().resolve(program).toString();
	}

	private Program other(Path file) {
		if (this.interpreter != null) {
			return new Program(ScriptKind.OTHER, join(List.of(this.interpreter), List.of(file.toString())),
					"interpreter", "Install it, or give its whole path.");
		}
		if (!Files.isExecutable(file)) {
			throw new LaunchException("script", this.script,
					"is not executable, and its ending names no interpreter: " + file,
					"Make it executable, give its 'interpreter', or use a .py, .js, .mjs, .cjs or .jar file.", null);
		}
		return new Program(ScriptKind.OTHER, join(List.of(file.toString()), List.of()), "script",
				"Make the file executable.");
	}

	private boolean isJar() {
		return this.script.toLowerCase(Locale.ROOT).endsWith(".jar");
	}

	private boolean isMainClass() {
		if (!CLASS_NAME.matcher(this.script).matches()) {
			return false;
		}
		String resource = this.script.replace('.', '/') + ".class";
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		ClassLoader own = ScriptCommand.class.getClassLoader();
		return (context != null && context.getResource(resource) != null) || own.getResource(resource) != null;
	}

	private List<String> join(List<String> interpreter, List<String> target) {
		List<String> command = new ArrayList<>(interpreter);
		command.addAll(this.execArgv);
		command.addAll(target);
		command.addAll(this.arguments);
		return command;
	}

}
