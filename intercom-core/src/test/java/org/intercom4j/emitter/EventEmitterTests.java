package org.intercom4j.emitter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link EventEmitter} beyond the vectors.
 */
class EventEmitterTests {

	private static final EmitterOptions WILDCARD = EmitterOptions.builder().wildcard(true).delimiter("::").build();

	private final EventEmitter emitter = new EventEmitter(WILDCARD);

	private final List<String> calls = new ArrayList<>();

	@Test
	void emitWhenArgumentsAreBoundElsewhereThenHandsThemOnAsTheyAre() {
		Arguments arguments = Arguments.of(ArgumentConverter.refusing(), "x");
		List<Arguments> received = new ArrayList<>();
		this.emitter.on("a::*", (event) -> received.add(event.arguments()));
		assertThat(this.emitter.emit("a::b", arguments)).isTrue();
		assertThat(this.emitter.emit(List.of("a", "b"), arguments)).isTrue();
		assertThat(this.emitter.emitLiteral("a::**", arguments)).isTrue();
		assertThat(this.emitter.emitLiteral(List.of("a", "*"), arguments)).isTrue();
		assertThat(received).hasSize(4).allMatch((given) -> given == arguments);
	}

	@Test
	void emitLiteralWhenTheNameLooksLikeAPatternThenReachesNoOtherNames() {
		this.emitter.on("job::done", (event) -> this.calls.add("done"));
		this.emitter.on("job::*", (event) -> this.calls.add("star " + event.name()));
		assertThat(this.emitter.emitLiteral("job::*", none())).isTrue();
		assertThat(this.emitter.emitLiteral("**", none())).isFalse();
		assertThat(this.calls).containsExactly("star job::*");
	}

	@Test
	void emitWhenAListenerThrowsACheckedExceptionThenWrapsIt() {
		IOException failure = new IOException("no disk");
		this.emitter.on("a", (event) -> {
			throw failure;
		});
		assertThatExceptionOfType(ListenerException.class).isThrownBy(() -> this.emitter.emit("a"))
			.withCause(failure)
			.withMessageContaining("no disk");
	}

	@Test
	void emitWhenAListenerIsInterruptedThenKeepsTheInterrupt() {
		this.emitter.on("a", (event) -> {
			throw new InterruptedException();
		});
		assertThatExceptionOfType(ListenerException.class).isThrownBy(() -> this.emitter.emit("a"));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void emitWhenAnInvokerIsGivenThenItSeesTheListenerWithoutItsCounter() {
		List<EventListener> invoked = new ArrayList<>();
		EventEmitter watched = new EventEmitter(WILDCARD, ArgumentConverter.refusing(), (listener, event) -> {
			invoked.add(listener);
			listener.onEvent(event);
		});
		EventListener listener = (event) -> this.calls.add(event.name());
		watched.once("a", listener).onAny(listener).emit("a");
		assertThat(invoked).containsExactly(listener, listener);
		assertThat(this.calls).containsExactly("a", "a");
	}

	@Test
	void emitWhenErrorIsUnhandledThenThrowsWhatFits() {
		IOException checked = new IOException("broken");
		assertThatExceptionOfType(ErrorEventException.class).isThrownBy(() -> this.emitter.emit("error", checked))
			.withCause(checked)
			.withMessageContaining("broken");
		assertThatExceptionOfType(ErrorEventException.class).isThrownBy(() -> this.emitter.emit("error", 42))
			.withMessage("Uncaught, unspecified 'error' event.")
			.satisfies((ex) -> assertThat(ex.argument()).isEqualTo(42));
		assertThatExceptionOfType(StackOverflowError.class)
			.isThrownBy(() -> this.emitter.emit("error", new StackOverflowError()));
	}

	@Test
	void emitWhenErrorsAreIgnoredThenReturnsFalse() {
		EventEmitter calm = new EventEmitter(WILDCARD.toBuilder().ignoreErrors(true).build());
		assertThat(calm.emit("error", new IllegalStateException())).isFalse();
	}

	@Test
	void emitWhenACountedListenerIsSpentByANestedEmitThenDoesNotCallItAgain() {
		this.emitter.many("a", 1, (event) -> this.emitter.emit("a", 1));
		this.emitter.once("a", (event) -> this.calls.add("once"));
		this.emitter.emit("a");
		assertThat(this.calls).containsExactly("once");
	}

	@Test
	void offWhenThePatternMatchesSeveralNamesThenRemovesFromEach() {
		EventListener listener = (event) -> this.calls.add(event.name());
		EventListener other = (event) -> this.calls.add("other");
		this.emitter.on("p::a", other).on("p::a", listener).on("p::b", listener).on("p::*", listener);
		this.emitter.on("p::b", listener).off("p::*", listener);
		assertThat(this.emitter.eventNames()).containsExactly("p::b", "p::a");
		assertThat(this.emitter.listeners("p::*")).containsExactly(listener, other);
	}

	@Test
	void offWhenTheListenerIsDeferredOrCountedThenFindsItByTheOriginal() {
		List<Runnable> tasks = new ArrayList<>();
		EventListener listener = (event) -> this.calls.add(event.name());
		this.emitter.once("a", listener.deferredOn(tasks::add)).emit("a");
		assertThat(this.calls).isEmpty();
		tasks.forEach(Runnable::run);
		assertThat(this.calls).containsExactly("a");
		this.emitter.many("a", 3, listener.deferredOn(tasks::add)).off("a", listener);
		assertThat(this.emitter.eventNames()).isEmpty();
	}

	@Test
	void offAnyWhenRemovalsAreAnnouncedThenSaysWhich() {
		EventEmitter announcing = new EventEmitter(EmitterOptions.builder().removeListener(true).build());
		EventListener first = (event) -> this.calls.add("first");
		EventListener second = (event) -> this.calls.add("second");
		List<Object> removed = new ArrayList<>();
		announcing.on("removeListenerAny", (event) -> removed.add(event.argument(0)));
		announcing.onAny(first).onAny(second).offAny(first).onAny(first).offAny();
		assertThat(removed).containsExactly(first, second, first);
		assertThat(announcing.listenersAny()).isEmpty();
	}

	@Test
	void onWhenArgumentsAreInvalidThenRefusesThem() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.emitter.on(List.of(), (event) -> {
		})).withMessage("'event' must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> this.emitter.on("a", null))
			.withMessage("'listener' must not be null");
		assertThat(this.emitter.eventNames()).isEmpty();
	}

	@Test
	void onWhenTheMaximumIsPassedThenWarnsOnceWithTheFacts() {
		List<MaxListenersWarning> warnings = new ArrayList<>();
		EventEmitter limited = new EventEmitter(WILDCARD.toBuilder().maxListeners(1).build(),
				ArgumentConverter.refusing(), ListenerInvoker.direct(), warnings::add);
		for (int index = 0; index < 4; index++) {
			limited.on("a::b", (event) -> this.calls.add("called"));
		}
		assertThat(warnings).containsExactly(new MaxListenersWarning("a::b", 2, 1, false));
		assertThatNoException().isThrownBy(() -> limited.setMaxListeners(0).on("a::b", (event) -> this.calls.add("")));
		assertThat(limited.getMaxListeners()).isZero();
	}

	@Test
	void listenersWhenANameIsMissingThenAllOfAPlainEmitter() {
		EventEmitter plain = new EventEmitter(EmitterOptions.defaults());
		EventListener listener = (event) -> this.calls.add("called");
		plain.on("b", listener).on("a", listener).once(List.of("x", "y"), listener);
		assertThat(plain.listeners()).containsExactly(listener, listener, listener);
		assertThat(plain.listenerCount()).isEqualTo(3);
		assertThat(plain.eventNames()).containsExactly("b", "a", "x.y");
		assertThat(plain.hasListeners()).isTrue();
		assertThatIllegalStateException().isThrownBy(this.emitter::listeners);
		assertThat(this.emitter.hasListeners()).isFalse();
	}

	@Test
	void emitAsyncWhenAListenerFailsThenTheFutureFails() {
		AsyncEventListener failing = (event) -> CompletableFuture.failedFuture(new IOException("later"));
		this.emitter.on("a", (event) -> this.calls.add("plain")).on("a", failing);
		this.emitter.on("b", (event) -> {
			throw new IOException("at once");
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> this.emitter.emitAsync("a").join())
			.withMessageContaining("later");
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.emitter.emitAsync(List.of("b")).join())
			.withCauseInstanceOf(ListenerException.class);
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.emitter.emitAsync("error", "x").join())
			.withCauseInstanceOf(ErrorEventException.class);
		assertThat(this.emitter.emitAsync("nobody").join()).isEmpty();
	}

	@Test
	void emitAsyncWhenListenersAreMixedThenResultsStayWithTheirListeners() {
		AsyncEventListener asynchronous = (event) -> CompletableFuture.completedFuture(event.argument(0));
		this.emitter.on("a", asynchronous).on("a", (event) -> this.calls.add("plain")).on("a", asynchronous);
		assertThat(this.emitter.emitAsync("a", 7).join()).containsExactly(7, null, 7);
		assertThat(this.emitter.emit("a", 7)).isTrue();
	}

	private static Arguments none() {
		return Arguments.of(ArgumentConverter.refusing());
	}

}
