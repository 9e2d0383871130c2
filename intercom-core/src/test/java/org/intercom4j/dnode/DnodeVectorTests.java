package org.intercom4j.dnode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the recorded transcripts of the protocol, repaired where the recording says so.
 */
class DnodeVectorTests {

	private static final String FILE = "dnode.json";

	private final JsonMapper json = JsonMapper.shared();

	@TestFactory
	Stream<DynamicTest> vectors() throws IOException {
		byte[] recorded = read();
		if (recorded == null) {
			return Stream.of(DynamicTest.dynamicTest("no " + FILE,
					() -> Assumptions.abort("the folder of vectors has no " + FILE)));
		}
		List<?> vectors = (List<?>) this.json.readValue(recorded, Map.class).get("vectors");
		return vectors.stream()
			.map((vector) -> (Map<?, ?>) vector)
			.map((vector) -> DynamicTest.dynamicTest(name(vector), () -> run(vector)));
	}

	private static String name(Map<?, ?> vector) {
		return vector.get("id") + " " + vector.get("title");
	}

	// some reports drop the names of dynamic tests, so the failure tells it too
	private void run(Map<?, ?> vector) {
		try {
			new Run(vector).run();
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError(name(vector) + ": " + ex.getMessage(), ex);
		}
	}

	private static byte[] read() throws IOException {
		String folder = System.getProperty("intercom.vectors");
		if (folder != null && !folder.isBlank()) {
			Path file = Path.of(folder, FILE);
			return Files.exists(file) ? Files.readAllBytes(file) : null;
		}
		try (InputStream copy = DnodeVectorTests.class.getResourceAsStream("/vectors/" + FILE)) {
			return (copy != null) ? copy.readAllBytes() : null;
		}
	}

	/**
	 * One vector.
	 */
	private final class Run {

		private final Map<?, ?> vector;

		private final VectorLog expectations;

		private final List<Map<String, Object>> log = new ArrayList<>();

		private final Map<String, VectorSide> sides = new HashMap<>();

		private final Deque<Map.Entry<String, byte[]>> wire = new ArrayDeque<>();

		Run(Map<?, ?> vector) {
			this.vector = vector;
			this.expectations = new VectorLog(vector);
			for (Object name : ((Map<?, ?>) vector.get("sides")).keySet()) {
				this.sides.put((String) name, new VectorSide((String) name, vector, this.log, this::sent));
			}
		}

		private void sent(String side, byte[] frame) {
			this.wire.add(Map.entry(side, frame));
		}

		void run() {
			Object setup = this.vector.get("setupLog");
			this.expectations.compare((setup != null) ? (List<?>) setup : List.of(), this.log, this.vector);
			for (Object step : (List<?>) this.vector.get("steps")) {
				this.log.clear();
				step((Map<?, ?>) step);
			}
		}

		private void step(Map<?, ?> step) {
			Object repaired = step.get("expectFixed");
			Map<?, ?> expected = (Map<?, ?>) ((repaired != null) ? repaired : step.get("expect"));
			RuntimeException thrown = null;
			try {
				carryOut(step, expected);
			}
			catch (RuntimeException ex) {
				thrown = ex;
			}
			if (expected.containsKey("throws")) {
				assertThat(thrown).as("thrown by " + step).isNotNull();
			}
			else if (thrown != null) {
				throw thrown;
			}
			this.expectations.compare((List<?>) expected.get("log"), this.log, step);
		}

		private void carryOut(Map<?, ?> step, Map<?, ?> expected) {
			VectorSide side = this.sides.get(step.get("side"));
			switch ((String) step.get("op")) {
				case "start" -> side.session().start();
				case "request" -> request(side, step);
				case "handle" -> side.handle(DnodeVectorTests.this.json.writeValueAsBytes(step.get("frame")));
				case "cull" -> side.session().cull(number(step, "id"));
				case "callMethod" -> callMethod(side, step, expected);
				case "callRemote" -> side.stub(number(step, "id")).call(side.values().arguments(step.get("args")));
				case "deliver" -> assertThat(deliver()).isEqualTo(expected.get("delivered"));
				case "remoteKeys" ->
					assertThat(side.session().remote().names()).containsExactlyElementsOf(texts(expected.get("value")));
				case "remoteIds" -> assertThat(side.session().remoteIds()).extracting(String::valueOf)
					.containsExactlyElementsOf(texts(expected.get("value")));
				case "localIds" -> this.expectations.compareLocalIds((List<?>) expected.get("value"),
						expected.get("next"), side.session().localIds());
				default -> throw new AssertionError("unknown op '" + step.get("op") + "'");
			}
		}

		private static void request(VectorSide side, Map<?, ?> step) {
			Object[] args = side.values().arguments(step.get("args"));
			if (step.get("method") instanceof String name) {
				side.session().request(name, args);
			}
			else {
				side.session().request(number(step, "method"), args);
			}
		}

		private static void callMethod(VectorSide side, Map<?, ?> step, Map<?, ?> expected) {
			RemoteFunction function = side.session().remote().function((String) step.get("name"));
			assertThat(function == null).as("no such remote method")
				.isEqualTo(Boolean.TRUE.equals(expected.get("noSuchRemoteMethod")));
			if (function != null) {
				function.call(side.values().arguments(step.get("args")));
			}
		}

		private int deliver() {
			int delivered = 0;
			for (; !this.wire.isEmpty(); delivered++) {
				Map.Entry<String, byte[]> frame = this.wire.remove();
				String to = frame.getKey().equals("A") ? "B" : "A";
				this.log.add(Map.of("deliverTo", to));
				this.sides.get(to).handle(frame.getValue());
			}
			return delivered;
		}

		private static long number(Map<?, ?> step, String field) {
			return ((Number) step.get(field)).longValue();
		}

		private static List<String> texts(Object values) {
			return ((List<?>) values).stream().map(String::valueOf).toList();
		}

	}

}
