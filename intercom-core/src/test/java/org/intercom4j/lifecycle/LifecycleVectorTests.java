package org.intercom4j.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the recorded life cycles of the original with real processes. The system property
 * {@code intercom.vectors} names another folder of vectors.
 */
class LifecycleVectorTests {

	private static final String FILE = "lifecycle.json";

	@BeforeAll
	static void quiet() {
		VectorLogs.quiet(true);
	}

	@AfterAll
	static void loud() {
		VectorLogs.quiet(false);
	}

	@TestFactory
	List<DynamicTest> vectorsWhenRunThenMeetTheRepairedExpectations() throws IOException {
		byte[] recorded = read();
		if (recorded == null) {
			return List.of(DynamicTest.dynamicTest("no " + FILE,
					() -> Assumptions.abort("The folder of intercom.vectors has no " + FILE)));
		}
		return new VectorSuite().tests(recorded);
	}

	private static byte[] read() throws IOException {
		String folder = System.getProperty("intercom.vectors");
		if (folder != null && !folder.isBlank()) {
			Path file = Path.of(folder, FILE);
			return Files.exists(file) ? Files.readAllBytes(file) : null;
		}
		try (InputStream copy = LifecycleVectorTests.class.getResourceAsStream("/vectors/" + FILE)) {
			return (copy != null) ? copy.readAllBytes() : null;
		}
	}

}
