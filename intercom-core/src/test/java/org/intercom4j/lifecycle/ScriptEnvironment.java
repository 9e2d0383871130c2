package org.intercom4j.lifecycle;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * What a script sees of its own start.
 */
final class ScriptEnvironment {

	/** Marks a vector's argument of the runtime, which a JVM would not know. */
	static final String EXEC_ARGUMENT = "-Dvector.exec:";

	private static volatile List<String> arguments = List.of();

	private ScriptEnvironment() {
	}

	static void arguments(String[] given) {
		arguments = List.of(given);
	}

	static Object value(String tag) {
		return switch (tag) {
			case "$argv" -> arguments;
			case "$scriptArg" -> System.getProperty("java.class.path");
			case "$cwd" -> Path.of("").toAbsolutePath().toString();
			default -> ManagementFactory.getRuntimeMXBean()
				.getInputArguments()
				.stream()
				.filter((argument) -> argument.startsWith(EXEC_ARGUMENT))
				.map((argument) -> argument.substring(EXEC_ARGUMENT.length()))
				.toList();
		};
	}

}
