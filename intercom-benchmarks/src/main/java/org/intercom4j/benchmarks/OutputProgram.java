package org.intercom4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.Intercom;

/**
 * The JVM that reads what children print: one with a logging library, which must not be
 * on the class path of the Java children of other measures.
 */
final class OutputProgram {

	private static final String LINE = "x".repeat(OutputRate.LINE_BYTES - 1);

	private final Intercom intercom = Intercom.builder().build();

	private final CountingAppender appender = CountingAppender.install();

	private int children;

	private OutputProgram() {
	}

	public static void main(String[] args) throws Exception {
		OutputProgram program = new OutputProgram();
		Answers.give((request, lines) -> switch (request) {
			case "logger" -> answer(program.logger(lines));
			case "listener" -> answer(program.listener(lines));
			case "plain" -> answer(plain(lines));
			default -> throw new IllegalArgumentException("Unknown request '" + request + "'");
		});
		program.intercom.close();
		System.exit(0);
	}

	private static double[] answer(LineCounter counter) {
		return new double[] { counter.perSecond(), counter.count() };
	}

	/** A child that is faster than whoever reads it. */
	private static String[] command(int lines) {
		return new String[] { "sh", "-c", "yes %s | head -n %d".formatted(LINE, lines) };
	}

	private LineCounter logger(int lines) throws Exception {
		LineCounter counter = this.appender.begin();
		run(child(lines, false));
		return counter;
	}

	private LineCounter listener(int lines) throws Exception {
		LineCounter counter = new LineCounter();
		Child child = child(lines, true);
		child.on("stdout", (event) -> counter.line());
		run(child);
		return counter;
	}

	private Child child(int lines, boolean silent) {
		return this.intercom.child("printer" + this.children++,
				ChildOptions.command(command(lines)).max(1).silent(silent).build());
	}

	private static void run(Child child) throws Exception {
		CompletableFuture<Object> exit = new CompletableFuture<>();
		child.on("exit", (event) -> exit.complete(event));
		Worker.await(child.start());
		Worker.await(exit);
	}

	private static LineCounter plain(int lines) throws IOException {
		LineCounter counter = new LineCounter();
		Process process = new ProcessBuilder(command(lines)).redirectErrorStream(true).start();
		try (BufferedReader reader = process.inputReader()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				counter.line();
			}
		}
		return counter;
	}

}
