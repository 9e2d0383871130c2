package org.intercom4j.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	private static final String PROPERTIES_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

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
		if (this.script.startsWith(ExtractedFiles.CLASSPATH)) {
			return fileProgram(files.script(this.script), files);
		}
		Path file = path();
		if (Files.isRegularFile(file)) {
			return fileProgram(file, files);
		}
		if (this.interpreter == null && isMainClass()) {
			return java(mainClass());
		}
		throw new LaunchException("script", this.script,
				"does not exist: there is no file " + file
						+ (CLASS_NAME.matcher(this.script).matches() ? " and no such class on the class path" : ""),
				"Correct the name; a relative path starts at the source directory or the application's working directory.",
				null);
	}

	private Program fileProgram(Path file, ExtractedFiles files) {
		return switch (kind()) {
			case JAVA -> java(join(List.of(javaProgram()), List.of("-jar", file.toString())));
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

	private List<String> mainClass() {
		String classPath = classPath();
		if (isExecutableArchive(classPath)) {
			return join(List.of(javaProgram(), "-cp", classPath),
					List.of("-Dloader.main=" + this.script, PROPERTIES_LAUNCHER));
		}
		return join(List.of(javaProgram(), "-cp", classPath), List.of(this.script));
	}

	/**
	 * An application that runs from its Spring Boot archive has its classes inside of it.
	 */
	private static boolean isExecutableArchive(String classPath) {
		if (!classPath.endsWith(".jar") || !Files.isRegularFile(Path.of(classPath))) {
			return false;
		}
		try (JarFile jar = new JarFile(classPath)) {
			return jar.getEntry(PROPERTIES_LAUNCHER.replace('.', '/') + ".class") != null;
		}
		catch (IOException ex) {
			throw new LaunchException("script", classPath, "cannot be read: " + ex.getMessage(),
					"Was the application's archive replaced while it runs? Restart the application.", ex);
		}
	}

	/** Absolute, so that it means the same in the child's working directory. */
	private static String classPath() {
		return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
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

	private static String javaProgram() {
		String program = Platform.WINDOWS ? "java.exe" : "java";
		return Path.of(System.getProperty("java.home"), "bin", program).toString();
	}

	private List<String> join(List<String> interpreter, List<String> target) {
		List<String> command = new ArrayList<>(interpreter);
		command.addAll(this.execArgv);
		command.addAll(target);
		command.addAll(this.arguments);
		return command;
	}

}
