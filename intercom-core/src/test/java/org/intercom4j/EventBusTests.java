package org.intercom4j;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.intercom4j.dnode.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EventBusTests {

	private final BusFixture fixture = new BusFixture();

	private final EventBus bus = this.fixture.bus;

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "error", "warn", "start", "restart", "stop", "exit", "close", "stdout", "stderr",
			"rpcready", "rpcexit", "disconnect", "disconnected" })
	void emitWhenTheNameIsReservedThenIsRefused(String name) throws Exception {
		this.bus.emit(name, 1);
		this.bus.emit(List.of(name), 2);
		this.fixture.barrier();
		assertThat(this.fixture.heard).containsExactly("error[Received forbidden event!, [%s, 1]]".formatted(name),
				"error[Received forbidden event!, [%s, 2]]".formatted(name));
		assertThat(this.bus.outbox().size()).isZero();
	}

	@Test
	void emitWhenTheNameOnlyContainsAReservedOneThenIsSent() throws Exception {
		this.bus.emit("exit::now", 1);
		this.bus.emit(List.of("job", "done"), "x");
		this.fixture.barrier();
		assertThat(this.fixture.heard).containsExactly("exit::now[1]", "job::done[x]");
		assertThat(this.bus.outbox().size()).isEqualTo(2);
		assertThat(this.fixture.observed).as("own events").isEmpty();
	}

	@Test
	void emitWhenNoSessionIsToComeThenFailsAndNobodyHears() throws Exception {
		this.bus.outbox().close("the child is down");
		assertThatIllegalStateException().isThrownBy(() -> this.bus.emit("job"))
			.withMessage("Child 'test': the event was not sent, because the child is down");
		this.fixture.barrier();
		assertThat(this.fixture.heard).isEmpty();
	}

	@Test
	void emitWhenAnArgumentIsNoJsonThenFailsAndNobodyHears() throws Exception {
		assertThatIllegalArgumentException().isThrownBy(() -> this.bus.emit("job", new Unreadable()));
		this.fixture.barrier();
		assertThat(this.fixture.heard).isEmpty();
		assertThat(this.bus.outbox().size()).isZero();
	}

	@Test
	void emitWhenInAListenerThenLocalListenersHearItBeforeItReturns() throws Exception {
		CompletableFuture<List<String>> heardInside = new CompletableFuture<>();
		this.bus.emitter().on("outer", (event) -> {
			this.bus.emit("inner");
			heardInside.complete(List.copyOf(this.fixture.heard));
		});
		this.bus.emit("outer");
		assertThat(heardInside.get(60, TimeUnit.SECONDS)).contains("inner[]");
	}

	@Test
	void emitWhenALocalListenerFailsThenIsAnErrorEvent() throws Exception {
		this.bus.emitter().on("job", (event) -> {
			throw new IllegalStateException("on purpose");
		});
		this.bus.emit("job");
		this.fixture.barrier();
		assertThat(this.fixture.heard).containsExactly("job[]",
				"error[Local RPC Session error occured!, java.lang.IllegalStateException: on purpose]");
		assertThat(this.fixture.observed).containsExactly("error Local RPC Session error occured! []");
	}

	@Test
	void errorWhenItsListenerFailsThenItEndsThere() throws Exception {
		this.bus.emitter().on("error", (event) -> {
			throw new IllegalStateException("on purpose");
		});
		this.bus.localError(new IllegalArgumentException("first"));
		this.fixture.barrier();
		assertThat(this.fixture.heard).hasSize(1);
		assertThat(this.fixture.observed).hasSize(1);
	}

	@Test
	void closeOutboxWhenEventsWaitThenCountsThemAndTellsTheirCallbacks() throws Exception {
		CompletableFuture<Throwable> told = new CompletableFuture<>();
		Callback callback = new ClosedCallback(told);
		this.bus.emit("question", callback);
		this.bus.emit("job");
		this.bus.closeOutbox("the child is down");
		assertThat(told.get(60, TimeUnit.SECONDS)).hasMessageContaining("the child is down");
		this.fixture.barrier();
		assertThat(this.fixture.observed)
			.containsExactly("warn 2 events could not be delivered, because the child is down");
	}

	@Test
	void closeOutboxWhenNothingWaitsThenIsSilent() throws Exception {
		this.bus.closeOutbox("the child is down");
		this.fixture.barrier();
		assertThat(this.fixture.observed).isEmpty();
	}

	/**
	 * Cannot be written as JSON.
	 */
	record Unreadable() {

		public String getText() {
			throw new IllegalStateException("on purpose");
		}

	}

}
