package org.intercom4j.sample;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a main class in a JVM of its own until it has said something.
 *
 * @param classPath entries in front of the test's own class path
 * @param jvmOptions options of the JVM
 */
record Program(List<String> classPath, List<String> jvmOptions) {

	/** The output up to the awaited line, or all of it when that never came. */
	String outputUntil(String awaited, String mainClass, String... arguments) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command(mainClass, arguments)).redirectErrorStream(true).start();
		StringBuilder output = new StringBuilder();
		try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				output.append(line);
				if (line.contains(awaited)) {
					break;
				}
				output.append('\n');
			}
			return output.toString();
		}
		finally {
			process.destroy();
			process.waitFor();
		}
	}

	private List<String> command(String mainClass, String... arguments) {
		List<String> entries = new ArrayList<>(this.classPath);
		entries.add(System.getProperty("java.class.path"));
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(this.jvmOptions);
		command.addAll(List.of("-cp", String.join(File.pathSeparator, entries), mainClass));
		command.addAll(List.of(arguments));
		return command;
	}

}
