package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One run of one vector against one new emitter.
 */
final class VectorRun {

	private static final Set<String> QUERIES = Set.of("eventNames", "listeners", "listenerCount", "hasListeners",
			"listenersAny", "getMaxListeners");

	private final JsonNode vector;

	private final DefaultMaxListeners defaultMaxListeners = new DefaultMaxListeners();

	private final List<MaxListenersWarning> warnings = new ArrayList<>();

	private final List<Map<String, @Nullable Object>> log = new ArrayList<>();

	private final Map<String, VectorListener> listeners = new HashMap<>();

	private final List<Deferred> deferred = new ArrayList<>();

	private final VectorOperations operations;

	VectorRun(JsonNode vector) {
		this.vector = vector;
		EventEmitter emitter = new EventEmitter(options(vector.path("options")), ArgumentConverter.refusing(),
				ListenerInvoker.direct(), this.warnings::add);
		this.operations = new VectorOperations(this, emitter, this.defaultMaxListeners);
	}

	private EmitterOptions options(JsonNode options) {
		EmitterOptions.Builder builder = EmitterOptions.builder()
			.wildcard(options.path("wildcard").asBoolean(false))
			.delimiter(options.path("delimiter").asString(null))
			.defaultMaxListeners(this.defaultMaxListeners)
			.newListener(options.path("newListener").asBoolean(false))
			.removeListener(options.path("removeListener").asBoolean(false))
			.verboseMemoryLeak(options.path("verboseMemoryLeak").asBoolean(false))
			.ignoreErrors(options.path("ignoreErrors").asBoolean(false));
		if (options.has("maxListeners")) {
			builder.maxListeners(options.path("maxListeners").asInt());
		}
		return builder.build();
	}

	void run() {
		int index = 0;
		for (JsonNode step : this.vector.path("steps")) {
			String title = this.vector.path("id").asString() + " step " + index + " " + step;
			try {
				run(step, title);
			}
			catch (AssertionError ex) {
				throw new AssertionError(title + ": " + ex.getMessage(), ex);
			}
			index++;
		}
	}

	private void run(JsonNode step, String title) {
		this.log.clear();
		this.warnings.clear();
		VectorOutcome outcome = this.operations.outcome(step);
		new VectorExpectation(step).check(title, outcome, this.log, this.warnings);
	}

	void log(Map<String, @Nullable Object> entry) {
		this.log.add(entry);
	}

	/**
	 * The listener with an id; none stands for something that is no listener.
	 */
	@Nullable VectorListener listener(JsonNode step) {
		if (step.path("id").isNull() || step.path("id").isMissingNode()) {
			return null;
		}
		return this.listeners.computeIfAbsent(step.path("id").asString(),
				(id) -> new VectorListener(id, this.vector.path("listeners").path(id), this));
	}

	/**
	 * Runs an action inside a listener.
	 */
	void nested(JsonNode action) {
		String op = action.path("op").asString();
		if (op.equals("throw")) {
			throw new VectorValues.Failure(action.path("message").asString());
		}
		Object result = this.operations.apply(op, action);
		if (op.equals("emit")) {
			Map<String, @Nullable Object> entry = new LinkedHashMap<>();
			entry.put("nestedEmitReturned", result);
			log(entry);
		}
		else if (QUERIES.contains(op)) {
			Map<String, @Nullable Object> entry = new LinkedHashMap<>();
			entry.put("nested", op);
			entry.put("value", result);
			log(entry);
		}
	}

	void later(int delay, Runnable task) {
		this.deferred.add(new Deferred(delay, task));
	}

	/**
	 * Lets everything that was put off happen, in the order of the delays.
	 */
	void flush() {
		while (!this.deferred.isEmpty()) {
			List<Deferred> due = new ArrayList<>(this.deferred);
			this.deferred.clear();
			due.sort(Comparator.comparingInt(Deferred::delay));
			due.forEach((task) -> task.task().run());
		}
	}

	private record Deferred(int delay, Runnable task) {

	}

}
