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
 * found in {@code PATH}, an executable file runs by itself.
 *
 * @param script a path, or the name of a class on the application's class path
 * @param sourceDir the directory that the path is relative to, or {@code null} for the
 * application's working directory (option {@code sourceDir})
 * @param execArgv arguments of the interpreter (option {@code execArgv})
 * @param arguments arguments of the script (option {@code options})
 * @since 0.1.0
 */
public record ScriptCommand(String script, @Nullable Path sourceDir, List<String> execArgv, List<String> arguments) {

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
	 * Whether the script is a Java program, which is expected to connect.
	 * @return whether it is a class or a {@code .jar}
	 */
	public boolean isJava() {
		return isJar() || isMainClass();
	}

	/**
	 * The command that runs the script now.
	 * @return the program and its arguments
	 * @throws LaunchException if there is no such script
	 */
	public List<String> command() {
		Path file = path();
		if (Files.isRegularFile(file)) {
			return fileCommand(file);
		}
		if (isMainClass()) {
			return mainClassCommand();
		}
		throw new LaunchException("script", this.script,
				"does not exist: there is no file " + file
						+ (CLASS_NAME.matcher(this.script).matches() ? " and no such class on the class path" : ""),
				"Correct the name; a relative path starts at 'sourceDir' or the application's working directory.",
				null);
	}

	private List<String> fileCommand(Path file) {
		String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		if (isJar()) {
			return join(List.of(java()), List.of("-jar", file.toString()));
		}
		if (name.endsWith(".py")) {
			return join(List.of(Platform.WINDOWS ? "python" : "python3"), List.of(file.toString()));
		}
		if (name.endsWith(".js") || name.endsWith(".mjs") || name.endsWith(".cjs")) {
			return join(List.of("node"), List.of(file.toString()));
		}
		if (!Files.isExecutable(file)) {
			throw new LaunchException("script", this.script,
					"is not executable, and its ending names no interpreter: " + file,
					"Make it executable, or use a .py, .js, .mjs, .cjs or .jar file, or 'command'.", null);
		}
		return join(List.of(file.toString()), List.of());
	}

	private List<String> mainClassCommand() {
		String classPath = classPath();
		if (isExecutableArchive(classPath)) {
			return join(List.of(java(), "-cp", classPath),
					List.of("-Dloader.main=" + this.script, PROPERTIES_LAUNCHER));
		}
		return join(List.of(java(), "-cp", classPath), List.of(this.script));
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

	private static String java() {
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
