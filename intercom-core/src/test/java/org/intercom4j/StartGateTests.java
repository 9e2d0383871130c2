package org.intercom4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartGateTests {

	@Test
	void awaitWhenAListenerIsAddedThenReturns() throws Exception {
		AtomicBoolean listening = new AtomicBoolean();
		CompletableFuture<String> asked = new CompletableFuture<>();
		StartGate gate = new StartGate((event) -> {
			asked.complete(event);
			return listening.get();
		});
		CompletableFuture<Boolean> heard = CompletableFuture.supplyAsync(() -> {
			gate.await("job");
			return listening.get();
		});
		assertThat(asked.get(60, TimeUnit.SECONDS)).isEqualTo("job");
		listening.set(true);
		assertThat(heard.get(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void awaitWhenNobodyListensThenReturnsAfterSomeTimeAndAtOnceFromThenOn() throws Exception {
		StartGate gate = new StartGate((event) -> false);
		CompletableFuture<Void> all = CompletableFuture.runAsync(() -> {
			for (int number = 0; number < 100_000; number++) {
				gate.await("unheard");
			}
		});
		all.get(60, TimeUnit.SECONDS);
		assertThat(all).isCompleted();
	}

	@Test
	void awaitWhenInterruptedThenReturnsWithTheInterrupt() throws Exception {
		CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
			Thread.currentThread().interrupt();
			new StartGate((event) -> false).await("unheard");
			return Thread.interrupted();
		});
		assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
	}

}
