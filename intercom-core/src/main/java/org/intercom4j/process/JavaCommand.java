package org.intercom4j.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Commands that run Java on the application's own JDK.
 */
final class JavaCommand {

	private static final String PROPERTIES_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

	private JavaCommand() {
	}

	static String program() {
		String program = Platform.WINDOWS ? "java.exe" : "java";
		return Path.of(System.getProperty("java.home"), "bin", program).toString();
	}

	static List<String> ofJar(Path jar, List<String> execArgv, List<String> arguments, JavaStart javaStart) {
		return join(List.of(List.of(program()), javaStart.options(jar.toString(), execArgv).options(), execArgv,
				List.of("-jar", jar.toString()), arguments));
	}

	/** On the application's own class path. */
	static List<String> ofMainClass(String mainClass, List<String> execArgv, List<String> arguments,
			JavaStart javaStart) {
		String classPath = classPath();
		if (isExecutableArchive(classPath)) {
			return join(List.of(List.of(program(), "-cp", classPath), execArgv,
					List.of("-Dloader.main=" + mainClass, PROPERTIES_LAUNCHER), arguments));
		}
		JavaStart.Options options = javaStart.options(classPath, execArgv);
		return join(List.of(List.of(program()), options.options(), List.of("-cp", options.classPath()), execArgv,
				List.of(mainClass), arguments));
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

	private static List<String> join(List<List<String>> parts) {
		return parts.stream().flatMap(List::stream).toList();
	}

}
