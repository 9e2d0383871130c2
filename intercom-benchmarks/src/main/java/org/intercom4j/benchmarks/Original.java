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
 * A Node.js process that measures the original, and lives for the whole run as this JVM
 * does.
 */
final class Original implements AutoCloseable {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private final Process process;

	private final Writer requests;

	private final BufferedReader answers;

	private Original(Process process) {
		this.process = process;
		this.requests = process.outputWriter();
		this.answers = process.inputReader();
	}

	static Original start(Path programs) throws IOException {
		return new Original(new ProcessBuilder("node", "original.cjs").directory(programs.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start());
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
			throw new IOException("The original ended while it measured '" + request + "'");
		}
		return mapper.readValue(answer, double[].class);
	}

	/**
	 * Lets it stop its child and end.
	 */
	@Override
	public void close() throws IOException {
		this.requests.close();
		this.process.onExit().completeOnTimeout(this.process, 10, TimeUnit.SECONDS).join();
		this.process.destroyForcibly();
	}

}
