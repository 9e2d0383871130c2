package org.intercom4j.emitter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the recorded vectors of the emitter with the repaired expectations. The system
 * property {@code intercom.vectors} names another folder of vectors.
 */
class EmitterVectorTests {

	private static final String FILE = "emitter.json";

	@TestFactory
	Stream<DynamicTest> vectorsWhenRunThenMeetTheRepairedExpectations() {
		JsonNode file = read();
		if (file == null) {
			return Stream.of(DynamicTest.dynamicTest(FILE,
					() -> Assumptions.abort("The folder of intercom.vectors has no " + FILE)));
		}
		JsonNode vectors = file.path("vectors");
		assertThat(vectors.size()).as("vectors").isPositive();
		return vectors.valueStream()
			.map((vector) -> DynamicTest.dynamicTest(
					vector.path("id").asString() + " " + vector.path("title").asString(),
					() -> new VectorRun(vector).run()));
	}

	private @Nullable JsonNode read() {
		String folder = System.getProperty("intercom.vectors");
		JsonMapper mapper = JsonMapper.shared();
		if (folder != null) {
			Path file = Path.of(folder, FILE);
			return Files.isRegularFile(file) ? mapper.readTree(file.toFile()) : null;
		}
		try (InputStream file = getClass().getResourceAsStream("/vectors/" + FILE)) {
			return (file != null) ? mapper.readTree(file) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
