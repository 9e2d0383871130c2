package org.intercom4j.runtime;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.intercom4j.programs.Sharer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running {@link Sharer} with a cache directory of its own.
 */
final class SharingApplication implements AutoCloseable {

	private static final String SHARED = "loaded from shared objects file (top)";

	private final Process process;

	private final BufferedReader output;

	private final PrintWriter input;

	SharingApplication(Path cache, List<Path> classPath, String... childOptions) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
						Sharer.class.getName()));
		command.addAll(List.of(childOptions));
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().put("XDG_CACHE_HOME", cache.toString());
		this.process = builder.start();
		this.output = this.process.inputReader();
		this.input = new PrintWriter(this.process.outputWriter(), true);
	}

	ProcessHandle handle() {
		return this.process.toHandle();
	}

	/** Whether the child that becomes ready next has its classes from an archive. */
	boolean isShared() throws IOException {
		List<String> lines = linesUntil("ready");
		assertThat(lines).noneMatch((line) -> line.startsWith("told ")).anyMatch((line) -> line.startsWith("loaded "));
		return lines.contains(SHARED);
	}

	private List<String> linesUntil(String last) throws IOException {
		List<String> lines = new ArrayList<>();
		for (String line = this.output.readLine(); !last.equals(line); line = this.output.readLine()) {
			assertThat(line).as("'%s' after %s", last, lines).isNotNull();
			lines.add(line);
		}
		return lines;
	}

	void restart() {
		this.input.println("restart");
	}

	@Override
	public void close() throws IOException {
		this.input.println("close");
		linesUntil("closed");
		try {
			assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.process.destroyForcibly();
		}
	}

}
