package org.intercom4j.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a program of the test's JDK to its end.
 */
public final class JavaProgram {

	private JavaProgram() {
	}

	/** What the program printed; fails unless it ends with code 0. */
	public static List<String> run(String program, List<String> arguments) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
		command.addAll(arguments);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		List<String> output = lines(process);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(String.join("\n", output)).isZero();
		return output;
	}

	private static List<String> lines(Process process) throws IOException {
		try (BufferedReader reader = process.inputReader()) {
			return reader.lines().toList();
		}
	}

}
