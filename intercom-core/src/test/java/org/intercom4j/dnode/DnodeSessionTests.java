package org.intercom4j.dnode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DnodeSession}: ends, gauges, order and failures.
 */
class DnodeSessionTests {

	private static final String OFFER = "{\"method\":\"f\",\"arguments\":[0],\"callbacks\":{\"7\":[\"0\"]}}";

	private final Side side = Side.withMethod();

	@Test
	void closeWhenFunctionsAreOfferedThenTellsEachOnceInOrder() {
		Listening first = new Listening("first");
		Listening second = new Listening("second");
		Listening culled = new Listening("culled");
		this.side.session.request("m", first, second, first, culled);
		this.side.handle("{\"method\":\"cull\",\"arguments\":[3]}");
		this.side.session.close(new IllegalStateException("the process has ended"));
		this.side.session.close(new IllegalStateException("again"));
		assertThat(Listening.closed(first, second, culled)).containsExactly("first", "second");
		assertThat(first.reasons).singleElement()
			.satisfies((reason) -> assertThat(reason).hasMessageContaining("the process has ended"));
		assertThat(this.side.session.localFunctions()).isZero();
	}

	@Test
	void closeWhenFunctionHasTwoIdsAndOneIsCulledThenStillTellsIt() {
		Listening twice = new Listening("twice");
		this.side.session.request("m", twice, twice);
		this.side.handle("{\"method\":\"cull\",\"arguments\":[\"0\"]}");
		assertThat(this.side.session.localIds()).containsExactly(1L);
		this.side.session.close(null);
		assertThat(twice.reasons).hasSize(1);
	}

	@Test
	void requestWhenClosedThenThrowsTheReason() {
		this.side.handle(OFFER);
		RemoteFunction function = this.side.lastCall().get(0, RemoteFunction.class);
		IllegalStateException reason = new IllegalStateException("lost");
		this.side.session.close(reason);
		assertThat(this.side.session.isClosed()).isTrue();
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> function.call("x"))
			.withMessage("The session is closed: lost")
			.withCause(reason);
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> this.side.session.request("m"));
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(this.side.session::start);
		assertThatExceptionOfType(SessionClosedException.class)
			.isThrownBy(() -> this.side.session.request("m", DnodeSession.prepare(SessionOptions.defaults())));
		assertThat(this.side.frames).isEmpty();
	}

	@Test
	void handleWhenClosedThenIgnoresFrames() {
		this.side.handle("{\"method\":\"methods\",\"arguments\":[{\"a\":\"\"}],\"callbacks\":{\"1\":[\"0\",\"a\"]}}");
		assertThat(this.side.session.remote().names()).containsExactly("a");
		this.side.session.close(null);
		this.side.handle(OFFER);
		this.side.handle("broken");
		assertThat(this.side.calls).isEmpty();
		assertThat(this.side.fails).isEmpty();
		assertThat(this.side.session.remote().names()).isEmpty();
		assertThat(this.side.session.remoteFunctions()).isZero();
	}

	@Test
	void cullWhenFunctionIsGivenUpThenSendsOnceAndForgetsIt() {
		this.side.handle(OFFER);
		RemoteFunction function = this.side.lastCall().get(0, RemoteFunction.class);
		assertThat(this.side.session.remoteFunctions()).isEqualTo(1);
		function.cull();
		function.cull();
		assertThat(this.side.frames).containsExactly("{\"method\":\"cull\",\"arguments\":[7]}");
		assertThat(this.side.session.remoteFunctions()).isZero();
		this.side.handle(OFFER);
		RemoteFunction again = this.side.lastCall().get(0, RemoteFunction.class);
		assertThat(again).isNotSameAs(function);
		function.cull();
		assertThat(this.side.session.remoteFunctions()).isEqualTo(1);
		this.side.session.close(null);
		again.cull();
		this.side.session.cull(7);
		assertThat(this.side.frames).hasSize(1);
	}

	@Test
	void requestWhenSameFunctionsAreSentOftenThenTablesDoNotGrow() {
		Callback callback = (args) -> {
		};
		for (int i = 0; i < 1000; i++) {
			this.side.session.request("on", "event", callback, callback);
			this.side.handle(OFFER);
			this.side.session.start();
		}
		assertThat(this.side.session.localFunctions()).isEqualTo(3);
		assertThat(this.side.session.remoteFunctions()).isEqualTo(1);
	}

	@Test
	void requestWhenFunctionsAreCulledThenTablesShrink() {
		for (int i = 0; i < 1000; i++) {
			Callback fresh = new Listening("n" + i);
			this.side.session.request("once", fresh);
			this.side.handle("{\"method\":\"cull\",\"arguments\":[" + i + "]}");
		}
		assertThat(this.side.session.localFunctions()).isZero();
	}

	@Test
	void requestWhenArgumentCannotBeSentThenTableDoesNotGrow() {
		assertThatExceptionOfType(ArgumentException.class)
			.isThrownBy(() -> this.side.session.request("m", new Listening("x"), new WireTests.Unsendable()));
		assertThat(this.side.session.localFunctions()).isZero();
	}

	@Test
	void handleWhenFrameIsBrokenThenNothingIsKeptOfIt() {
		this.side.handle("{\"method\":\"f\",\"arguments\":[0,1],\"callbacks\":{\"5\":[\"0\"],\"6\":[\"1\",\"x\"]}}");
		assertThat(this.side.fails).hasSize(1);
		assertThat(this.side.calls).isEmpty();
		assertThat(this.side.session.remoteFunctions()).isZero();
	}

	@Test
	void handleWhenCullFollowsCallThenTheCallIsStillMade() {
		Deque<Runnable> tasks = new ArrayDeque<>();
		Side queued = new Side(SessionOptions.builder().executor(tasks::add).build());
		List<String> order = new ArrayList<>();
		Callback callback = new Callback() {
			@Override
			public void call(CallArguments args) {
				order.add("call");
			}

			@Override
			public void closed(SessionClosedException reason) {
				order.add("closed");
			}
		};
		Listening other = new Listening("other");
		queued.session.request("m", callback, other);
		queued.handle("{\"method\":0,\"arguments\":[]}");
		queued.handle("{\"method\":\"cull\",\"arguments\":[0]}");
		queued.handle("{\"method\":0,\"arguments\":[]}");
		queued.session.close(null);
		assertThat(order).isEmpty();
		tasks.forEach(Runnable::run);
		assertThat(order).containsExactly("call");
		assertThat(queued.fails).singleElement().satisfies((ex) -> assertThat(ex).hasMessage("no such method"));
		assertThat(other.reasons).hasSize(1);
	}

	@Test
	void handleWhenExecutorIsShutDownThenDoesNotThrow() {
		Side refused = Side.withMethod(SessionOptions.builder().executor((task) -> {
			throw new RejectedExecutionException("shut down");
		}).build());
		refused.handle(OFFER);
		assertThat(refused.calls).isEmpty();
	}

	@Test
	void handleWhenFunctionFailsThenReportsIt() {
		Side failing = new Side(LocalMethods.builder().method("checked", (args) -> {
			throw new IOException("disk");
		}).method("error", (args) -> {
			throw new StackOverflowError("deep");
		}).method("interrupted", (args) -> {
			throw new InterruptedException("stop");
		}).build(), SessionOptions.defaults());
		failing.handle("{\"method\":\"checked\",\"arguments\":[]}");
		failing.handle("{\"method\":\"error\",\"arguments\":[]}");
		failing.handle("{\"method\":\"interrupted\",\"arguments\":[]}");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(failing.errors).hasSize(3);
		assertThat(failing.errors.get(0)).hasMessage("disk");
		assertThat(failing.errors.get(1)).hasRootCauseInstanceOf(StackOverflowError.class);
		assertThat(failing.errors.get(2)).isInstanceOf(InterruptedException.class);
		assertThat(failing.fails).isEmpty();
	}

	@Test
	void handleWhenListenerFailsThenTheSessionGoesOn() {
		List<CallArguments> calls = new ArrayList<>();
		SessionListener failing = new SessionListener() {
			@Override
			public void fail(Exception reason) {
				throw new IllegalStateException("listener");
			}

			@Override
			public void error(Exception reason) {
				throw new IllegalStateException("listener");
			}

			@Override
			public void received(RemoteFunction function, boolean known) {
				throw new IllegalStateException("listener");
			}
		};
		DnodeSession session = new DnodeSession(LocalMethods.builder().method("f", calls::add).value("v", 1).build(),
				(frame) -> {
				}, failing, SessionOptions.defaults());
		for (String frame : List.of("broken", "{\"method\":\"v\",\"arguments\":[]}", OFFER)) {
			session.handle(frame.getBytes(StandardCharsets.UTF_8), 0, frame.length());
		}
		assertThat(calls).hasSize(1);
	}

	@Test
	void requestWhenSinkFailsThenTheCallerHearsIt() {
		DnodeSession session = new DnodeSession(LocalMethods.none(), (frame) -> {
			throw new IllegalStateException("pipe");
		}, this.side, SessionOptions.defaults());
		assertThatIllegalStateException().isThrownBy(() -> session.request("m")).withMessage("pipe");
	}

	@Test
	void handleWhenMemberIsNoFunctionThenReportsAnError() {
		Side plain = new Side(LocalMethods.builder().value("version", 3).build(), SessionOptions.defaults());
		plain.handle("{\"method\":\"version\",\"arguments\":[]}");
		assertThat(plain.errors).singleElement()
			.satisfies((ex) -> assertThat(ex).hasMessage("Expected a function named 'version' but was '3'"));
	}

	@Test
	void handleWhenFunctionIsAStubOfAnotherSessionThenPassesTheCallOn() {
		this.side.handle(OFFER);
		Side relay = new Side(LocalMethods.builder().value("relay", this.side.lastCall().get(0)).build(),
				SessionOptions.defaults());
		relay.handle("{\"method\":\"relay\",\"arguments\":[1,[2,\"x\"],\"[Function]\"],\"callbacks\":{\"4\":[\"2\"]}}");
		assertThat(this.side.frames).containsExactly("{\"method\":7,\"arguments\":[1,[2,\"x\"],\"[Function]\"],"
				+ "\"callbacks\":{\"0\":[\"2\"]},\"links\":[]}");
	}

	/**
	 * Keeps the reasons for which it was closed.
	 */
	private static final class Listening implements Callback {

		private final String name;

		private final List<SessionClosedException> reasons = new ArrayList<>();

		Listening(String name) {
			this.name = name;
		}

		static List<String> closed(Listening... listening) {
			return List.of(listening)
				.stream()
				.flatMap((each) -> each.reasons.stream().map((reason) -> each.name))
				.toList();
		}

		@Override
		public void call(CallArguments args) {
			throw new IllegalStateException("not to be called");
		}

		@Override
		public void closed(SessionClosedException reason) {
			this.reasons.add(reason);
		}

	}

}
