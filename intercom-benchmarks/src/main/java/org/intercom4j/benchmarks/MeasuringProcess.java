package org.intercom4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.json.JsonMapper;

/**
 * A process that measures what this JVM cannot: the original, which lives for the whole
 * run as this JVM does, or what needs a JVM of its own.
 */
final class MeasuringProcess implements AutoCloseable {

	private static final long LIMIT_SECONDS = 120;

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private final String name;

	private final Process process;

	private final Writer requests;

	private final BufferedReader answers;

	private MeasuringProcess(String name, ProcessBuilder builder) throws IOException {
		this.name = name;
		this.process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
		this.requests = this.process.outputWriter();
		this.answers = this.process.inputReader();
	}

	static MeasuringProcess original(Path programs) throws IOException {
		return new MeasuringProcess("The original",
				new ProcessBuilder("node", "original.cjs").directory(programs.toFile()));
	}

	/**
	 * Starts a class of this module that {@linkplain Answers answers}, with all
	 * libraries.
	 */
	static MeasuringProcess java(List<String> options, Class<?> program, String... arguments) throws IOException {
		List<String> command = Jvm.command(options, program);
		command.addAll(List.of(arguments));
		return new MeasuringProcess(program.getSimpleName(), new ProcessBuilder(command));
	}

	/**
	 * Has something measured.
	 * @return its figures, times in microseconds
	 */
	double[] measure(String request, Object... arguments) throws IOException {
		List<Object> message = new ArrayList<>(List.of(request));
		message.addAll(List.of(arguments));
		this.requests.write(mapper.writeValueAsString(message) + "\n");
		this.requests.flush();
		String answer = this.answers.readLine();
		if (answer == null) {
			throw new IOException(this.name + " ended while it measured '" + request + "'");
		}
		return mapper.readValue(answer, double[].class);
	}

	/**
	 * Lets it stop its children and end.
	 */
	@Override
	public void close() throws IOException {
		this.requests.close();
		this.process.onExit().completeOnTimeout(this.process, LIMIT_SECONDS, TimeUnit.SECONDS).join();
		this.process.destroyForcibly();
	}

}
