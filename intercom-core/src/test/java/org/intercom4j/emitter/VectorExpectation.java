package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the outcome of a step with the repaired expectation.
 */
final class VectorExpectation {

	private final JsonNode expected;

	private final boolean anyOrder;

	VectorExpectation(JsonNode step) {
		this.expected = step.has("expectFixed") ? step.path("expectFixed") : step.path("expect");
		this.anyOrder = step.path("order").asString("").equals("any")
				|| this.expected.path("order").asString("").equals("any");
	}

	void check(String step, VectorOutcome outcome, List<Map<String, @Nullable Object>> log,
			List<MaxListenersWarning> warnings) {
		checkThrown(step, outcome.thrown());
		checkFailure(step, outcome.failure());
		for (String result : List.of("returns", "value", "resolves")) {
			if (this.expected.has(result)) {
				checkResult(result + " of " + step, outcome.result(), this.expected.path(result));
			}
		}
		checkCalls(step, log);
		checkWarnings(step, warnings);
	}

	private void checkThrown(String step, @Nullable Throwable thrown) {
		if (!this.expected.has("throws")) {
			assertThat(thrown).as("thrown by %s", step).isNull();
			return;
		}
		assertThat(thrown).as("thrown by %s", step).isNotNull();
		if (thrown instanceof VectorValues.Failure || thrown instanceof ErrorEventException) {
			assertThat(thrown).as(step).hasMessage(this.expected.path("throws").path("message").asString());
		}
	}

	private void checkFailure(String step, @Nullable Throwable failure) {
		if (!this.expected.has("rejects")) {
			assertThat(failure).as("failure of %s", step).isNull();
			return;
		}
		Object expectedFailure = VectorValues.value(this.expected.path("rejects"));
		String text = (expectedFailure instanceof Throwable error) ? error.getMessage()
				: String.valueOf(expectedFailure);
		switch (text) {
			case "timeout" -> assertThat(failure).as(step).isInstanceOf(TimeoutException.class);
			case "canceled" -> assertThat(failure).as(step).isInstanceOf(CancellationException.class);
			default -> assertThat(failure).as(step).isNotNull().hasMessage(text);
		}
	}

	private void checkResult(String what, @Nullable Object actual, JsonNode node) {
		Object value = VectorValues.value(node);
		if (this.anyOrder && actual instanceof List<?> list && value instanceof List<?> values) {
			assertThat(new ArrayList<Object>(list)).as(what)
				.containsExactlyInAnyOrderElementsOf(new ArrayList<Object>(values));
		}
		else {
			assertThat(actual).as(what).isEqualTo(value);
		}
	}

	private void checkCalls(String step, List<Map<String, @Nullable Object>> log) {
		List<Object> calls = this.expected.path("calls").valueStream().map(this::call).toList();
		if (this.anyOrder) {
			assertThat(log).as("calls of %s", step).map(Object.class::cast).containsExactlyInAnyOrderElementsOf(calls);
		}
		else {
			assertThat(log).as("calls of %s", step).map(Object.class::cast).containsExactlyElementsOf(calls);
		}
	}

	private Object call(JsonNode node) {
		Object call = VectorValues.value(node);
		assertThat(call).isInstanceOf(Map.class);
		((Map<?, ?>) call).remove("nameArg");
		return call;
	}

	private void checkWarnings(String step, List<MaxListenersWarning> warnings) {
		List<JsonNode> expectedWarnings = this.expected.path("warnings").valueStream().toList();
		assertThat(warnings).as("warnings of %s", step).hasSameSizeAs(expectedWarnings);
		for (int index = 0; index < warnings.size(); index++) {
			JsonNode warning = expectedWarnings.get(index);
			assertThat(warnings.get(index).count()).as(step).isEqualTo(warning.path("count").asInt());
			String message = warning.path("message").asString();
			int name = message.indexOf(" Event name: ");
			assertThat(warnings.get(index).message()).as(step)
				.endsWith((name >= 0) ? message.substring(name) : "to increase limit.");
		}
	}

}
