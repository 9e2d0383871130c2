package org.intercom4j.emitter;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for waiting for events.
 */
class WaitTests {

	private final EventEmitter emitter = new EventEmitter(
			EmitterOptions.builder().wildcard(true).delimiter("::").build());

	@Test
	void waitForWhenTheEventComesThenTheListenerIsGoneBeforeTheResult() {
		AtomicInteger left = new AtomicInteger(-1);
		CompletableFuture<Arguments> wait = this.emitter.waitFor(List.of("a", "*"), WaitOptions.defaults());
		CompletableFuture<Void> seen = wait.thenAccept((arguments) -> left.set(this.emitter.listenerCount("a::b")));
		this.emitter.emit("a::b", 1, 2);
		assertThat(wait.join().toList()).containsExactly(1, 2);
		assertThat(seen).isCompleted();
		assertThat(left).hasValue(0);
	}

	@Test
	void waitForWhenErrorsComeFirstThenTheyDecide() {
		WaitOptions options = WaitOptions.defaults().withErrorFirst();
		CompletableFuture<Arguments> good = this.emitter.waitFor("a", options);
		this.emitter.emit("a", null, "value");
		assertThat(good.join().toList()).containsExactly("value");
		CompletableFuture<Arguments> bad = this.emitter.waitFor("a", options);
		this.emitter.emit("a", "reason", "value");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(bad::get)
			.withCauseInstanceOf(ErrorEventException.class)
			.withMessageContaining("reason");
	}

	@Test
	void waitForWhenAnErrorEventComesThenFailsAndRemovesBothListeners() {
		CompletableFuture<Arguments> wait = this.emitter.waitFor("a", WaitOptions.defaults().withFailOnError());
		IllegalStateException failure = new IllegalStateException("failed");
		assertThat(this.emitter.emit("error", failure)).isTrue();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(wait::get).withCause(failure);
		assertThat(this.emitter.hasListeners()).isFalse();
	}

	@Test
	void waitForWhenCancelledThenRemovesTheListenersAndTheTimer() {
		ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
		scheduler.setRemoveOnCancelPolicy(true);
		try {
			CompletableFuture<Arguments> wait = this.emitter.waitFor("a",
					WaitOptions.defaults().withTimeout(Duration.ofHours(1), scheduler).withFailOnError());
			assertThat(scheduler.getQueue()).hasSize(1);
			assertThat(wait.cancel(false)).isTrue();
			assertThat(scheduler.getQueue()).isEmpty();
			assertThat(this.emitter.hasListeners()).isFalse();
		}
		finally {
			scheduler.shutdownNow();
		}
	}

	@Test
	void waitForWhenTimeIsUpThenFails() {
		ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
		try {
			CompletableFuture<Arguments> wait = this.emitter.waitFor("a",
					WaitOptions.defaults().withTimeout(Duration.ZERO, scheduler));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> wait.get(60, TimeUnit.SECONDS))
				.withCauseInstanceOf(TimeoutException.class)
				.withMessageContaining("No event within PT0S");
		}
		finally {
			scheduler.shutdownNow();
		}
	}

}
