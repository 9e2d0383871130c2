package org.intercom4j.runtime;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Turns what a vector runner of another language printed into tests, one for each vector.
 */
final class ForeignVectors {

	private static final String DEFAULT_FOLDER = "src/test/resources/vectors";

	private static final int MOST_UNSUPPORTED = 5;

	private ForeignVectors() {
	}

	/** The folder of vectors is that of the system property {@code intercom.vectors}. */
	static Stream<DynamicTest> tests(String... runner) {
		List<String> command = Stream
			.concat(Stream.of(runner), Stream.of(System.getProperty("intercom.vectors", DEFAULT_FOLDER)))
			.toList();
		List<JsonNode> outcomes = ForeignProgram.run(command.toArray(String[]::new))
			.stream()
			.map(JsonMapper.shared()::readTree)
			.toList();
		assertThat(outcomes).as("vectors").isNotEmpty();
		assertThat(outcomes.stream().filter((outcome) -> "unsupported".equals(status(outcome))).toList())
			.hasSizeLessThanOrEqualTo(MOST_UNSUPPORTED);
		return outcomes.stream()
			.map((outcome) -> DynamicTest.dynamicTest(outcome.path("id").asString(),
					() -> assertThat(status(outcome)).as(outcome.toString()).isIn("passed", "unsupported")));
	}

	private static String status(JsonNode outcome) {
		return outcome.path("status").asString();
	}

}
