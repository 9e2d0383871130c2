package org.intercom4j.emitter;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The operations of the vectors with tier extra.
 */
final class ExtraOperations {

	private static final ScheduledExecutorService SCHEDULER = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "vector-timeouts");
		thread.setDaemon(true);
		return thread;
	});

	private final VectorRun run;

	private final EventEmitter emitter;

	private final EventForwarder forwarder;

	private final Map<String, EventEmitter> targets = new HashMap<>();

	private final Map<String, CompletableFuture<?>> futures = new HashMap<>();

	private final Map<String, Runnable> handles = new HashMap<>();

	ExtraOperations(VectorRun run, EventEmitter emitter) {
		this.run = run;
		this.emitter = emitter;
		this.forwarder = new EventForwarder(emitter);
	}

	@Nullable Object apply(String op, JsonNode step) {
		return switch (op) {
			case "emitAsync" -> keep(step, emitAsync(step));
			case "waitFor" -> keep(step, waitFor(step, options(step)));
			case "staticOnce" -> keep(step, waitFor(step, options(step).withFailOnError()));
			case "await" -> await(this.futures.get(step.path("p").asString()));
			case "cancel" -> this.futures.get(step.path("p").asString()).cancel(false);
			case "flush" -> flush();
			case "listenTo" -> listenTo(step);
			case "stopListeningTo" ->
				step.has("event") ? this.forwarder.stopListeningTo(target(step), step.path("event").asString())
						: this.forwarder.stopListeningTo(target(step));
			case "emitOnTarget" ->
				target(step).emit(step.path("event").asString(), VectorValues.arguments(step.path("args")));
			case "targetListenerCount" -> target(step).listenerCount(step.path("event").asString());
			case "handleOff" -> handleOff(step);
			default -> throw new AssertionError("Unknown op '" + op + "'");
		};
	}

	/**
	 * The listener as the options of a registration want it.
	 */
	@Nullable EventListener withOptions(@Nullable EventListener listener, JsonNode options) {
		boolean deferred = options.path("async").asBoolean(false) || options.path("nextTick").asBoolean(false);
		int turn = options.path("nextTick").asBoolean(false) ? 0 : 1;
		return (deferred && listener != null) ? listener.deferredOn((task) -> this.run.later(turn, task)) : listener;
	}

	/**
	 * Keeps a handle of a registration.
	 */
	Object handle(JsonNode step, @Nullable EventListener listener) {
		Object name = VectorOperations.name(step);
		EventListener registered = Objects.requireNonNull(listener);
		this.handles.put(step.path("as").asString(), () -> {
			if (name instanceof String text) {
				this.emitter.off(text, registered);
			}
			else {
				this.emitter.off(VectorOperations.list(name), registered);
			}
		});
		return "handle";
	}

	private @Nullable Object handleOff(JsonNode step) {
		this.handles.get(step.path("handle").asString()).run();
		return null;
	}

	private @Nullable Object keep(JsonNode step, CompletableFuture<?> future) {
		if (step.path("expect").has("throws") && future.isCompletedExceptionally()) {
			throw new VectorValues.Failure(reason(future).getMessage());
		}
		this.futures.put(step.path("as").asString(), future);
		return null;
	}

	private CompletableFuture<?> emitAsync(JsonNode step) {
		@Nullable Object[] arguments = VectorValues.arguments(step.path("args"));
		return (VectorOperations.name(step) instanceof String text) ? this.emitter.emitAsync(text, arguments)
				: this.emitter.emitAsync(VectorOperations.list(VectorOperations.name(step)), arguments);
	}

	private CompletableFuture<?> waitFor(JsonNode step, WaitOptions options) {
		Object name = VectorOperations.name(step);
		CompletableFuture<Arguments> future = (name instanceof String text) ? this.emitter.waitFor(text, options)
				: this.emitter.waitFor(VectorOperations.list(name), options);
		return future;
	}

	private WaitOptions options(JsonNode step) {
		JsonNode given = step.path("options");
		WaitOptions options = WaitOptions.defaults();
		if (given.path("timeout").asInt(0) > 0) {
			options = options.withTimeout(Duration.ofMillis(given.path("timeout").asInt()), SCHEDULER);
		}
		if (given.path("handleError").asBoolean(false)) {
			options = options.withErrorFirst();
		}
		if (given.has("filterFirstArgEquals")) {
			Object wanted = VectorValues.value(given.path("filterFirstArgEquals"));
			options = options.withFilter((event) -> Objects.equals(event.argument(0), wanted));
		}
		return options;
	}

	private @Nullable Object await(CompletableFuture<?> future) {
		this.run.flush();
		try {
			Object value = future.get(30, TimeUnit.SECONDS);
			return (value instanceof Arguments arguments) ? arguments.toList() : value;
		}
		catch (ExecutionException ex) {
			throw new Rejected(Objects.requireNonNull(ex.getCause()));
		}
		catch (CancellationException ex) {
			throw new Rejected(ex);
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new AssertionError("The awaited future does not complete", ex);
		}
	}

	private static Throwable reason(CompletableFuture<?> future) {
		Throwable failure = future.handle((value, ex) -> ex).join();
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	private @Nullable Object flush() {
		this.run.flush();
		return null;
	}

	private @Nullable Object listenTo(JsonNode step) {
		Map<String, String> events = new LinkedHashMap<>();
		Object given = VectorValues.value(step.path("events"));
		if (given instanceof Map<?, ?> names) {
			names.forEach((there, here) -> events.put((String) there, (String) here));
		}
		else {
			List<?> names = (given instanceof String text) ? List.of(text.split("\\s+")) : (List<?>) given;
			names.forEach((name) -> events.put((String) name, (String) name));
		}
		Object dropped = VectorValues.value(step.path("dropWhenFirstArg"));
		Predicate<Event> filter = step.has("dropWhenFirstArg") ? (event) -> !Objects.equals(event.argument(0), dropped)
				: (event) -> true;
		this.forwarder.listenTo(target(step), events, filter);
		return null;
	}

	private EventEmitter target(JsonNode step) {
		return this.targets.computeIfAbsent(step.path("target").asString(),
				(name) -> new EventEmitter(EmitterOptions.defaults()));
	}

	/**
	 * An awaited future failed.
	 */
	static final class Rejected extends RuntimeException {

		Rejected(Throwable cause) {
			super(cause);
		}

	}

}
