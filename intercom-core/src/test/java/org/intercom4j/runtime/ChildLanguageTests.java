package org.intercom4j.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.intercom4j.Child;
import org.intercom4j.ChildInfo;
import org.intercom4j.ChildOptionsBuilder;
import org.intercom4j.Intercom;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.RemoteFunction;
import org.intercom4j.emitter.Event;
import org.intercom4j.programs.Mirror;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The same child in three languages.
 */
class ChildLanguageTests {

	private static final int FLOOD = Integer.getInteger("intercom.flood", 100_000);

	private final Intercom intercom = Intercom.builder().build();

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
	}

	@ParameterizedTest
	@EnumSource
	void readyWhenStartedThenSaysHelloWithItsArguments(Language language) throws Exception {
		Child child = child(language, (options) -> options.options(List.of("a b", "ü\ud83d\ude00")));
		CompletableFuture<Event> hello = next(child, "hello");
		child.start();
		assertThat(get(hello).arguments().toList()).containsExactly("grüß dich", List.of("a b", "ü\ud83d\ude00"));
		assertThat(child.info().connected()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void emitWhenWithACallbackThenIsAnswered(Language language) throws Exception {
		Child child = child(language);
		child.start();
		CompletableFuture<Integer> answer = new CompletableFuture<>();
		child.emit("ask", 41, (Callback) (call) -> answer.complete(call.get(0, Integer.class)));
		assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(42);
		CompletableFuture<Event> given = next(child, "given");
		child.emit("give");
		CompletableFuture<String> shouted = new CompletableFuture<>();
		get(given).argument(0, RemoteFunction.class)
			.call("leise", (Callback) (call) -> shouted.complete(call.get(0, String.class)));
		assertThat(shouted.get(60, TimeUnit.SECONDS)).isEqualTo("LEISE");
	}

	@ParameterizedTest
	@EnumSource
	void emitWhenAListenerFailsThenTheChildGoesOn(Language language) throws Exception {
		Child child = child(language);
		CompletableFuture<Event> mirrored = next(child, "mirrored");
		child.start();
		child.emit("fail");
		child.emit("mirror", "still here");
		assertThat(get(mirrored).argument(0)).isEqualTo("still here");
		assertThat(child.info().incarnation()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void exitWhenTheChildSpeaksToTheLastThenComesAfterAllItSaid(Language language) throws Exception {
		Child child = child(language, (options) -> options.max(1));
		AtomicInteger heard = new AtomicInteger();
		CompletableFuture<Integer> atExit = new CompletableFuture<>();
		child.on("last", (event) -> {
			assertThat(event.argument(0, Integer.class)).isEqualTo(heard.getAndIncrement());
		});
		CompletableFuture<Event> exit = next(child, "exit");
		child.on("exit", (event) -> atExit.complete(heard.get()));
		child.start();
		child.emit("leave", 10_000);
		assertThat(atExit.get(60, TimeUnit.SECONDS)).isEqualTo(10_000);
		assertThat(get(exit).arguments().toList()).containsExactly(7, null);
	}

	@ParameterizedTest
	@EnumSource
	void floodWhenBothWaysThenArrivesCompleteAndInOrder(Language language) throws Exception {
		Child child = child(language);
		AtomicInteger next = new AtomicInteger();
		CompletableFuture<Integer> disorder = new CompletableFuture<>();
		CompletableFuture<Void> down = new CompletableFuture<>();
		child.on("down", (event) -> {
			int number = event.argument(0, Integer.class);
			if (number != next.getAndIncrement()) {
				disorder.complete(number);
			}
			if (number == FLOOD - 1) {
				down.complete(null);
			}
		});
		child.on("disorder", (event) -> disorder.complete(event.argument(0, Integer.class)));
		CompletableFuture<Event> up = next(child, "all");
		CompletableFuture<Event> hello = next(child, "hello");
		child.start();
		get(hello);
		child.emit("flood", FLOOD);
		for (int number = 0; number < FLOOD; number++) {
			child.emit("up", number, FLOOD);
		}
		CompletableFuture.anyOf(CompletableFuture.allOf(down, up), disorder).get(300, TimeUnit.SECONDS);
		assertThat(disorder).as("an event out of order").isNotDone();
		assertThat(next).hasValue(FLOOD);
	}

	@ParameterizedTest
	@EnumSource
	void stopWhenAskedThenEndsByItself(Language language) throws Exception {
		Child child = child(language);
		CompletableFuture<Event> hello = next(child, "hello");
		child.start();
		get(hello);
		ChildInfo info = child.stop().get(60, TimeUnit.SECONDS);
		assertThat(info.lastExit()).isNotNull().satisfies((exit) -> assertThat(exit.code()).isZero());
	}

	@ParameterizedTest
	@EnumSource
	void stopWhenTheChildHasWorkLeftThenItIsFinishedAndHeardBefore(Language language) throws Exception {
		Child child = child(language);
		AtomicInteger left = new AtomicInteger();
		child.on("left", (event) -> left.incrementAndGet());
		CompletableFuture<Event> working = next(child, "working");
		CompletableFuture<Integer> atExit = new CompletableFuture<>();
		child.on("exit", (event) -> atExit.complete(left.get()));
		child.start();
		child.emit("work", 1000);
		get(working);
		ChildInfo info = child.stop().get(60, TimeUnit.SECONDS);
		assertThat(info.lastExit()).isNotNull().satisfies((exit) -> assertThat(exit.code()).isZero());
		assertThat(atExit.get(60, TimeUnit.SECONDS)).isEqualTo(1000);
		assertThat(child.lastCrash()).hasValueSatisfying((report) -> assertThat(report.pendingCalls()).isZero());
	}

	@ParameterizedTest
	@EnumSource
	void restartWhenKilledThenSpeaksAgain(Language language) throws Exception {
		Child child = child(language);
		CompletableFuture<Event> hello = next(child, "hello");
		child.start();
		get(hello);
		CompletableFuture<Event> again = next(child, "hello");
		ProcessHandle.of(child.info().pid()).orElseThrow().destroyForcibly();
		get(again);
		assertThat(child.info().restarts()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void mirrorWhenAValueIsOddThenIsTheSameOrRefusedHere(Language language) throws Exception {
		Child child = child(language);
		child.start();
		List<Object> values = List.of("日本語 \ud83d\ude00", "\ud800 alone", "a\u0000\u2028b", 9007199254740991L, -0.5,
				1e300, List.of(), List.of(List.of()), "x".repeat(1 << 20));
		for (Object value : values) {
			assertThat(mirrored(child, value)).isEqualTo(value);
		}
		assertThat(mirrored(child, Double.NaN)).isNull();
		Object nested = 1;
		for (int depth = 0; depth < 990; depth++) {
			nested = List.of(nested);
		}
		assertThat(mirrored(child, nested)).isEqualTo(nested);
		Object deeper = List
			.of(List.of(List.of(List.of(List.of(List.of(List.of(List.of(List.of(List.of(nested))))))))));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> child.emit("mirror", List.of(deeper)))
			.withMessageContaining("1000");
		assertThat(mirrored(child, "still here")).isEqualTo("still here");
	}

	@ParameterizedTest
	@EnumSource
	void mirrorWhenATextNeedsTheWholeFrameThenComesBack(Language language) throws Exception {
		Child child = child(language);
		child.start();
		String text = "y".repeat((64 << 20) - 1000);
		assertThat((String) mirrored(child, text)).hasSameSizeAs(text).endsWith("yyy");
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> child.emit("mirror", text + "z".repeat(1000)))
			.withMessageContaining("67108864");
		assertThat(mirrored(child, "still here")).isEqualTo("still here");
	}

	private static Object mirrored(Child child, Object value) throws Exception {
		CompletableFuture<Event> mirrored = next(child, "mirrored");
		child.emit("mirror", value);
		return get(mirrored).argument(0);
	}

	private static CompletableFuture<Event> next(Child child, String event) {
		CompletableFuture<Event> next = new CompletableFuture<>();
		child.once(event, next::complete);
		return next;
	}

	private static Event get(CompletableFuture<Event> event) throws Exception {
		return event.get(60, TimeUnit.SECONDS);
	}

	private Child child(Language language) {
		return child(language, (options) -> options);
	}

	private Child child(Language language, UnaryOperator<ChildOptionsBuilder> more) {
		return this.intercom.child("mirror",
				more.apply(language.options(Mirror.class, "mirror").minUptime(Duration.ZERO)).build());
	}

}
