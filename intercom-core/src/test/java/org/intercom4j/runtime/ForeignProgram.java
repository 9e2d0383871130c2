package org.intercom4j.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs programs of the other languages. Where their interpreter is not installed the test
 * is skipped, and says so; with the environment variable CI it fails.
 */
public final class ForeignProgram {

	private static final long LIMIT_MINUTES = 8;

	private ForeignProgram() {
	}

	/** Skips the running test if a program of that name cannot be run. */
	public static void require(String interpreter) {
		boolean found = isInstalled(interpreter);
		if (System.getenv("CI") != null) {
			assertThat(found).as("'%s' must be installed where CI runs", interpreter).isTrue();
		}
		Assumptions.assumeTrue(found, () -> "skipped, because '" + interpreter + "' is not installed");
	}

	/** Skips the running test if an environment variable names no folder. */
	public static Path requireFolder(String variable) {
		String folder = System.getenv(variable);
		if (System.getenv("CI") != null) {
			assertThat(folder).as("environment variable %s, where CI runs", variable).isNotNull();
		}
		Assumptions.assumeTrue(folder != null, () -> "skipped, because " + variable + " is not set");
		return Path.of(folder).toAbsolutePath();
	}

	private static boolean isInstalled(String interpreter) {
		try {
			Process process = new ProcessBuilder(interpreter, "--version")
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Runs a program to its end, which must be a good one. */
	static List<String> run(String... command) {
		try {
			Path output = Files.createTempFile("foreign", ".txt");
			try {
				Process process = new ProcessBuilder(command).redirectErrorStream(true)
					.redirectOutput(output.toFile())
					.start();
				boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
				if (!ended) {
					process.destroyForcibly();
				}
				List<String> lines = new ArrayList<>(Files.readAllLines(output, StandardCharsets.UTF_8));
				assertThat(ended).as("ended in time: %s", lines).isTrue();
				assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
				return lines;
			}
			finally {
				Files.delete(output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
