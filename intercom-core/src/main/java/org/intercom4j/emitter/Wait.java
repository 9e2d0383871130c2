package org.intercom4j.emitter;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.intercom4j.emitter.WaitOptions.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A listener that waits for one event.
 */
final class Wait implements EventListener {

	private static final String ERROR = "error";

	private final EventSource<?> source;

	private final Consumer<EventListener> off;

	private final WaitOptions options;

	private final EventListener failure = this::onError;

	private final CompletableFuture<Arguments> result = new CompletableFuture<>();

	// Written before the result is published
	private @Nullable Future<?> timer;

	private Wait(EventSource<?> source, Consumer<EventListener> off, WaitOptions options) {
		this.source = source;
		this.off = off;
		this.options = options;
	}

	static CompletableFuture<Arguments> start(EventSource<?> source, Consumer<EventListener> on,
			Consumer<EventListener> off, WaitOptions options) {
		Wait wait = new Wait(source, off, options);
		wait.startTimer();
		on.accept(wait);
		if (options.failOnError()) {
			source.on(ERROR, wait.failure);
		}
		// After the registrations, so that a wait which is over already is cleaned up too
		var unused = wait.result.whenComplete((arguments, ex) -> wait.clean());
		return wait.result;
	}

	private void startTimer() {
		Timeout timeout = this.options.timeout();
		if (timeout != null) {
			this.timer = timeout.scheduler()
				.schedule(() -> expire(timeout), timeout.duration().toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	private void expire(Timeout timeout) {
		remove();
		this.result.completeExceptionally(new TimeoutException("No event within " + timeout.duration()));
	}

	private void clean() {
		remove();
		Future<?> started = this.timer;
		if (started != null) {
			started.cancel(false);
		}
	}

	/**
	 * Removes the listeners, always before the result is completed: those who wait for it
	 * must not meet them.
	 */
	private void remove() {
		this.off.accept(this);
		if (this.options.failOnError()) {
			this.source.off(ERROR, this.failure);
		}
	}

	@Override
	public void onEvent(Event event) {
		if (!this.options.filter().test(event)) {
			return;
		}
		remove();
		if (!this.options.errorFirst()) {
			this.result.complete(event.arguments());
		}
		else if (event.argument(0) != null) {
			this.result.completeExceptionally(ErrorEventException.failure(event.argument(0)));
		}
		else {
			this.result.complete(new RestArguments(event.arguments()));
		}
	}

	private void onError(Event event) {
		remove();
		this.result.completeExceptionally(ErrorEventException.failure(event.argument(0)));
	}

}
