package org.intercom4j.lifecycle;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the recorded life cycles of the original with real processes. The system property
 * {@code intercom.vectors} names another folder of vectors.
 */
class LifecycleVectorTests {

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
		return VectorSuite.recorded(new ArchiveScript());
	}

}
