package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The operations of the vectors.
 */
final class VectorOperations {

	private final VectorRun run;

	private final EventEmitter emitter;

	private final DefaultMaxListeners defaultMaxListeners;

	private final ExtraOperations extras;

	private final Map<String, Function<JsonNode, @Nullable Object>> operations = new HashMap<>();

	VectorOperations(VectorRun run, EventEmitter emitter, DefaultMaxListeners defaultMaxListeners) {
		this.run = run;
		this.emitter = emitter;
		this.defaultMaxListeners = defaultMaxListeners;
		this.extras = new ExtraOperations(run, emitter);
		registrations();
		removals();
		queries();
		this.operations.put("emit", this::emit);
	}

	VectorOutcome outcome(JsonNode step) {
		try {
			return new VectorOutcome(apply(step.path("op").asString(), step), null, null);
		}
		catch (ExtraOperations.Rejected ex) {
			return new VectorOutcome(null, null, ex.getCause());
		}
		catch (RuntimeException ex) {
			return new VectorOutcome(null, ex, null);
		}
	}

	@Nullable Object apply(String op, JsonNode step) {
		Function<JsonNode, @Nullable Object> operation = this.operations.get(op);
		return (operation != null) ? operation.apply(step) : this.extras.apply(op, step);
	}

	private void registrations() {
		register("on", (name, step, listener) -> {
			return (name instanceof String text) ? this.emitter.on(text, listener)
					: this.emitter.on(list(name), listener);
		});
		register("addListener", (name, step, listener) -> (name instanceof String text)
				? this.emitter.addListener(text, listener) : this.emitter.addListener(list(name), listener));
		register("once", (name, step, listener) -> (name instanceof String text) ? this.emitter.once(text, listener)
				: this.emitter.once(list(name), listener));
		register("many", (name, step, listener) -> (name instanceof String text)
				? this.emitter.many(text, ttl(step), listener) : this.emitter.many(list(name), ttl(step), listener));
		register("prependListener", (name, step, listener) -> (name instanceof String text)
				? this.emitter.prependListener(text, listener) : this.emitter.prependListener(list(name), listener));
		register("prependOnceListener",
				(name, step, listener) -> (name instanceof String text)
						? this.emitter.prependOnceListener(text, listener)
						: this.emitter.prependOnceListener(list(name), listener));
		register("prependMany",
				(name, step, listener) -> (name instanceof String text)
						? this.emitter.prependMany(text, ttl(step), listener)
						: this.emitter.prependMany(list(name), ttl(step), listener));
		this.operations.put("onAny", (step) -> self(this.emitter.onAny(this.run.listener(step))));
		this.operations.put("prependAny", (step) -> self(this.emitter.prependAny(this.run.listener(step))));
	}

	private void register(String op, Registration registration) {
		this.operations.put(op, (step) -> {
			EventListener listener = this.extras.withOptions(this.run.listener(step), step.path("options"));
			EventEmitter returned = registration.register(name(step), step, listener);
			return step.path("options").path("objectify").asBoolean(false)
					? this.extras.handle(step, this.run.listener(step)) : self(returned);
		});
	}

	private void removals() {
		this.operations.put("off",
				(step) -> (name(step) instanceof String text) ? self(this.emitter.off(text, this.run.listener(step)))
						: self(this.emitter.off(list(name(step)), this.run.listener(step))));
		this.operations.put("removeListener",
				(step) -> (name(step) instanceof String text)
						? self(this.emitter.removeListener(text, this.run.listener(step)))
						: self(this.emitter.removeListener(list(name(step)), this.run.listener(step))));
		this.operations.put("offAny",
				(step) -> self(step.has("id") ? this.emitter.offAny(this.run.listener(step)) : this.emitter.offAny()));
		this.operations.put("removeAllListeners", (step) -> self(byName(step, this.emitter::removeAllListeners,
				this.emitter::removeAllListeners, this.emitter::removeAllListeners)));
	}

	private void queries() {
		this.operations.put("listeners",
				(step) -> ids(byName(step, this.emitter::listeners, this.emitter::listeners, this.emitter::listeners)));
		this.operations.put("listenerCount", (step) -> byName(step, this.emitter::listenerCount,
				this.emitter::listenerCount, this.emitter::listenerCount));
		this.operations.put("hasListeners", (step) -> byName(step, this.emitter::hasListeners,
				this.emitter::hasListeners, this.emitter::hasListeners));
		this.operations.put("listenersAny", (step) -> ids(this.emitter.listenersAny()));
		this.operations.put("eventNames", (step) -> step.path("asArray").asBoolean(false) ? this.emitter.eventSegments()
				: this.emitter.eventNames());
		this.operations.put("getMaxListeners", (step) -> this.emitter.getMaxListeners());
		this.operations.put("setMaxListeners", (step) -> self(this.emitter.setMaxListeners(step.path("n").asInt())));
		this.operations.put("setDefaultMaxListeners", (step) -> {
			this.defaultMaxListeners.set(step.path("n").asInt());
			return null;
		});
	}

	private Object emit(JsonNode step) {
		@Nullable Object[] arguments = VectorValues.arguments(step.path("args"));
		return (name(step) instanceof String text) ? this.emitter.emit(text, arguments)
				: this.emitter.emit(list(name(step)), arguments);
	}

	private @Nullable Object self(EventEmitter returned) {
		if (returned != this.emitter) {
			throw new AssertionError("Expected the emitter itself but was " + returned);
		}
		return null;
	}

	private static <T> T byName(JsonNode step, Function<String, T> byText, Function<List<String>, T> bySegments,
			java.util.function.Supplier<T> withoutName) {
		Object name = name(step);
		if (name == null) {
			return withoutName.get();
		}
		return (name instanceof String text) ? byText.apply(text) : bySegments.apply(list(name));
	}

	private static List<String> ids(List<EventListener> listeners) {
		return listeners.stream().map((listener) -> ((VectorListener) listener).id()).toList();
	}

	static @Nullable Object name(JsonNode step) {
		return VectorValues.value(step.path("event"));
	}

	static List<String> list(@Nullable Object name) {
		List<String> segments = new ArrayList<>();
		((List<?>) java.util.Objects.requireNonNull(name)).forEach((segment) -> segments.add((String) segment));
		return segments;
	}

	private static int ttl(JsonNode step) {
		return step.path("ttl").asInt();
	}

	/**
	 * Registers a listener.
	 */
	@FunctionalInterface
	private interface Registration {

		EventEmitter register(@Nullable Object name, JsonNode step, @Nullable EventListener listener);

	}

}
