package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A listener of a vector: logs its calls and then does what the vector says.
 */
final class VectorListener implements AsyncEventListener {

	private final String id;

	private final JsonNode behaviour;

	private final VectorRun run;

	private int calls;

	VectorListener(String id, JsonNode behaviour, VectorRun run) {
		this.id = id;
		this.behaviour = behaviour;
		this.run = run;
	}

	String id() {
		return this.id;
	}

	@Override
	public @Nullable Object onEventAsync(Event event) {
		logCall(event);
		this.calls++;
		if (!this.behaviour.path("asPromise").asBoolean(false)) {
			act(event);
			return VectorValues.value(this.behaviour.path("returns"));
		}
		CompletableFuture<@Nullable Object> promise = new CompletableFuture<>();
		try {
			act(event);
			Object value = VectorValues.value(this.behaviour.path("returns"));
			this.run.later(this.behaviour.path("delayMs").asInt(0), () -> promise.complete(value));
		}
		catch (VectorValues.Failure ex) {
			this.run.later(this.behaviour.path("delayMs").asInt(0), () -> promise.completeExceptionally(ex));
		}
		return promise;
	}

	private void logCall(Event event) {
		Map<String, @Nullable Object> entry = new LinkedHashMap<>();
		entry.put("l", this.id);
		if (this.id.startsWith("A")) {
			entry.put("any", true);
		}
		entry.put("event", event.name());
		List<@Nullable Object> arguments = new ArrayList<>();
		event.arguments().toList().forEach((argument) -> arguments.add(VectorValues.ListenerValue.of(argument)));
		entry.put("args", arguments);
		this.run.log(entry);
	}

	private void act(Event event) {
		JsonNode actions = this.behaviour.path("do");
		if (actions.isMissingNode() || this.calls > this.behaviour.path("limit").asInt(Integer.MAX_VALUE)) {
			return;
		}
		actions.forEach(this.run::nested);
		this.run.log(new LinkedHashMap<>(Map.of("endOf", this.id, "event", event.name())));
	}

}
