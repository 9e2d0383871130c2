package org.intercom4j.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the decisions to the list of what they change, and runs vectors of our own for
 * operations and decisions that the recorded ones do not touch.
 */
class DecisionsTests {

	@BeforeAll
	static void quiet() {
		VectorLogs.quiet(true);
	}

	@AfterAll
	static void loud() {
		VectorLogs.quiet(false);
	}

	@Test
	void expectationWhenADecisionConcernsItThenIsTheListedOne() throws IOException {
		Map<Object, Object> changed = new LinkedHashMap<>();
		for (Object element : (List<?>) json("/vectors/lifecycle.json").get("vectors")) {
			Map<?, ?> vector = (Map<?, ?>) element;
			Expectation expected = Decisions.expectation(vector, false);
			if (!expected.reasons.isEmpty()) {
				changed.put(vector.get("id"), listed(expected));
			}
		}
		assertThat(Lines.JSON.writeValueAsString(changed))
			.isEqualTo(Lines.JSON.writeValueAsString(json("/lifecycle/decided.json")));
	}

	private static Map<String, Object> listed(Expectation expected) {
		Map<String, Object> listed = new LinkedHashMap<>();
		listed.put("reasons", expected.reasons);
		if (expected.refused) {
			listed.put("refused", true);
			return listed;
		}
		if (expected.beginning) {
			listed.put("beginningUntil", expected.end.get("event"));
		}
		listed.put("life", Expectation.names(expected.life));
		listed.put("rpc", Expectation.names(expected.rpc));
		return listed;
	}

	@TestFactory
	List<DynamicTest> ownVectorsWhenRunThenMeetTheDecisions() throws IOException {
		return new VectorSuite(new ArchiveScript())
			.tests(Lines.JSON.writeValueAsBytes(json("/lifecycle/own-vectors.json")));
	}

	private static Map<?, ?> json(String resource) throws IOException {
		try (InputStream file = DecisionsTests.class.getResourceAsStream(resource)) {
			return Lines.JSON.readValue(file, Map.class);
		}
	}

}
