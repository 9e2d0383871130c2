package org.intercom4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A program of the benchmarks in a JVM of its own. It has all libraries on its class
 * path, unlike this JVM and the children in Java.
 */
final class Jvm implements AutoCloseable {

	private static final String JAVA = ProcessHandle.current().info().command().orElse("java");

	private final Class<?> program;

	private final Process process;

	private final BufferedReader output;

	private Jvm(Class<?> program, Process process) {
		this.program = program;
		this.process = process;
		this.output = process.inputReader();
	}

	static Jvm start(Class<?> program, Object... arguments) throws IOException {
		List<String> command = command(List.of(), program);
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		return new Jvm(program, new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
	}

	/**
	 * The command of a program with all libraries.
	 */
	static List<String> command(List<String> options, Class<?> program) {
		String classPath = Objects.requireNonNull(System.getProperty("benchmarks.classpath"), "benchmarks.classpath");
		List<String> command = new ArrayList<>(List.of(JAVA));
		command.addAll(options);
		command.addAll(List.of("-classpath", classPath, program.getName()));
		return command;
	}

	/**
	 * Waits for its next line.
	 */
	String readLine() throws IOException {
		String line = this.output.readLine();
		if (line == null) {
			throw new IOException(
					"The program '" + this.program.getName() + "' ended before it had printed what it is asked for");
		}
		return line;
	}

	/**
	 * Waits for one of its lines, and skips others before it.
	 */
	void awaitLine(String line) throws IOException {
		String current = readLine();
		while (!current.equals(line)) {
			current = readLine();
		}
	}

	/**
	 * Waits for the line that begins so, and skips others before it.
	 * @return what follows
	 */
	String awaitRest(String beginning) throws IOException {
		String current = readLine();
		while (!current.startsWith(beginning)) {
			current = readLine();
		}
		return current.substring(beginning.length());
	}

	ProcessHandle process() {
		return this.process.toHandle();
	}

	/**
	 * Ends its input, which ends a program that waits for that, and waits for its end.
	 */
	@Override
	public void close() throws IOException {
		this.process.getOutputStream().close();
		if (this.process.onExit().join().exitValue() != 0) {
			throw new IOException("The program '%s' ended with exit code %d".formatted(this.program.getName(),
					this.process.exitValue()));
		}
	}

}
