package org.intercom4j.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import tools.jackson.databind.json.JsonMapper;

/**
 * The other side of a {@link MeasuringProcess} in Java.
 */
final class Answers {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private Answers() {
	}

	/**
	 * Answers requests until there are no more.
	 */
	static void give(Answer answer) throws Exception {
		BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = requests.readLine(); line != null; line = requests.readLine()) {
			Object[] request = Objects.requireNonNull(mapper.readValue(line, Object[].class));
			double[] figures = answer.to((String) request[0], (request.length > 1) ? (int) request[1] : 0);
			System.out.println(mapper.writeValueAsString(figures));
		}
	}

	/**
	 * What one request is answered with.
	 */
	interface Answer {

		/**
		 * Measures.
		 * @throws Exception if something cannot be measured
		 */
		double[] to(String request, int count) throws Exception;

	}

}
