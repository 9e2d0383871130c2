package org.intercom4j.dnode;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CallArguments}, as bytes and as a tree.
 */
class CallArgumentsTests {

	private final Side side = Side.withMethod();

	private CallArguments sliced(String json) {
		this.side.handle("{\"method\":\"f\",\"arguments\":" + json + ",\"callbacks\":{},\"links\":[]}");
		assertThat(this.side.fails).isEmpty();
		assertThat(this.side.lastCall()).isInstanceOf(SlicedArguments.class);
		return this.side.lastCall();
	}

	private CallArguments tree(String json, String callbacks) {
		this.side.handle("{\"method\":\"f\",\"arguments\":" + json + ",\"callbacks\":" + callbacks + ",\"links\":[]}");
		assertThat(this.side.fails).isEmpty();
		assertThat(this.side.lastCall()).isInstanceOf(TreeArguments.class);
		return this.side.lastCall();
	}

	@Test
	void getWhenANameHasALoneSurrogateBesideAReplacementCharacterThenIsRead() {
		Side side = Side.withMethod();
		side.handle("{\"method\":\"f\",\"arguments\":[{\"\\udc02\uFFFD\":1}]}");
		assertThat(side.fails).isEmpty();
		assertThat(side.calls.get(0).get(0)).isEqualTo(Map.of("\uDC02\uFFFD", 1));
	}

	@Test
	void getWhenPlainThenGivesJavaValues() {
		String json = "[\"a\",\"\\u00e4\\n\",true,null,1,2147483648,12345678901234567890,1.5,{\"k\":[1]}]";
		Object[] expected = { "a", "\u00e4\n", true, null, 1, 2147483648L, new BigInteger("12345678901234567890"), 1.5,
				Map.of("k", List.of(1)) };
		assertThat(sliced(json).toList()).isEqualTo(Arrays.asList(expected));
		assertThat(tree(json, "{\"0\":[\"9\"]}").toList().subList(0, 9)).isEqualTo(Arrays.asList(expected));
	}

	@Test
	void getWhenDecimalHasMoreDigitsThanDoubleThenLosesNone() {
		List<Object> numbers = sliced("[0.1,0.30000000000000004,0.12345678901234567890,1e400,1e-400,0.0,-1.5e3]")
			.toList();
		assertThat(numbers).containsExactly(0.1, 0.30000000000000004, new BigDecimal("0.12345678901234567890"),
				new BigDecimal("1e400"), new BigDecimal("1e-400"), 0.0, -1500.0);
	}

	@Test
	void getWhenIndexIsMissingThenGivesNull() {
		for (CallArguments args : List.of(sliced("[1]"), tree("[]", "{\"0\":[\"0\"]}"))) {
			assertThat(args.size()).isEqualTo(1);
			assertThat(args.get(1)).isNull();
			assertThat(args.get(-1)).isNull();
			assertThat(args.get(1, String.class)).isNull();
			assertThat(args.get(7, new TypeReference<List<String>>() {
			})).isNull();
		}
	}

	@Test
	void getWhenRecordThenBindsIt() {
		CallArguments args = sliced("[\"e\",{\"file\":\"a.png\",\"size\":[1,2],\"scale\":1.25}]");
		assertThat(args.get(1, Resize.class)).isEqualTo(new Resize("a.png", List.of(1L, 2L), new BigDecimal("1.25")));
		assertThat(args.get(0, String.class)).isEqualTo("e");
		assertThat(args.get(0, Object.class)).isEqualTo("e");
		assertThat(args.get(0, CharSequence.class)).hasToString("e");
	}

	@Test
	void getWhenGenericTypeThenBindsIt() throws NoSuchMethodException {
		CallArguments args = sliced("[{\"a\":[1,2]}]");
		Map<String, List<Long>> byReference = args.get(0, new TypeReference<>() {
		});
		assertThat(byReference).isEqualTo(Map.of("a", List.of(1L, 2L)));
		Type type = CallArgumentsTests.class.getDeclaredMethod("generic").getGenericReturnType();
		assertThat(args.get(0, type)).isEqualTo(byReference);
	}

	static Map<String, List<Long>> generic() {
		return Map.of();
	}

	@Test
	void getWhenNullThenAsksTheType() {
		assertThat(sliced("[null]").get(0, new TypeReference<Optional<String>>() {
		})).isEmpty();
		assertThat(sliced("[null]").get(0, String.class)).isNull();
		assertThat(sliced("[5]").get(0, int.class)).isEqualTo(5);
	}

	@Test
	void getWhenTypeDoesNotFitThenNamesIndexAndType() {
		for (CallArguments args : List.of(sliced("[1,\"text\"]"), tree("[1,\"text\"]", "{\"0\":[\"2\"]}"))) {
			assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> args.get(1, Resize.class))
				.withMessageContaining("Argument 1 cannot be read as")
				.withMessageContaining("Resize");
		}
	}

	@Test
	void getWhenFunctionIsInsideRecordThenBindsIt() {
		CallArguments args = tree(
				"[{\"name\":\"n\",\"answer\":{\"done\":\"[Function]\",\"all\":[\"[Function]\"],\"price\":0.12345678901234567890}}]",
				"{\"3\":[\"0\",\"answer\",\"done\"],\"4\":[\"0\",\"answer\",\"all\",0]}");
		Request request = args.get(0, Request.class);
		assertThat(request.name()).isEqualTo("n");
		assertThat(request.answer().price()).isEqualTo(new BigDecimal("0.12345678901234567890"));
		assertThat(request.answer().all()).extracting(RemoteFunction::id).containsExactly(4L);
		request.answer().done().call("ok");
		assertThat(this.side.frames)
			.containsExactly("{\"method\":3,\"arguments\":[\"ok\"],\"callbacks\":{},\"links\":[]}");
		assertThat(args.get(0, Request.class).answer().done()).isSameAs(request.answer().done());
	}

	@Test
	void getWhenArgumentIsFunctionThenGivesIt() {
		CallArguments args = tree("[1]", "{\"3\":[\"0\"]}");
		assertThat(args.get(0)).isInstanceOf(RemoteFunction.class);
		assertThat(args.get(0, RemoteFunction.class)).isSameAs(args.get(0));
		assertThat(args.get(0, Object.class)).isSameAs(args.get(0));
	}

	@Test
	void getWhenTextStandsForFunctionThenRefuses() {
		CallArguments args = sliced("[\"[Function]\",{\"done\":\"[Function]\"}]");
		assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> args.get(0, RemoteFunction.class))
			.withMessageContaining("Expected a function");
		assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> args.get(1, Answer.class));
	}

	@Test
	void getWhenCircularThenPlainWorksAndTypedRefuses() {
		this.side.handle("{\"method\":\"f\",\"arguments\":[{\"file\":\"a\",\"me\":0}],\"callbacks\":{},"
				+ "\"links\":[{\"from\":[\"0\"],\"to\":[\"0\",\"me\"]}]}");
		CallArguments args = this.side.lastCall();
		Map<?, ?> plain = (Map<?, ?>) args.get(0);
		assertThat(plain.get("me")).isSameAs(plain);
		assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> args.get(0, Resize.class))
			.withMessageContaining("holds itself");
	}

	@Test
	void fromWhenPositionThenGivesTheRest() {
		for (CallArguments args : List.of(sliced("[\"name\",{\"a\":1},[2]]"),
				tree("[\"name\",{\"a\":1},[2]]", "{\"0\":[\"3\"]}"))) {
			CallArguments rest = args.from(1);
			assertThat(rest.size()).isEqualTo(args.size() - 1);
			assertThat(rest.get(0)).isEqualTo(Map.of("a", 1));
			assertThat(rest.from(1).get(0, int[].class)).containsExactly(2);
			assertThat(args.from(9).size()).isZero();
		}
	}

	@Test
	void handleWhenBufferIsReusedThenArgumentsKeepTheirBytes() {
		byte[] frame = "..{\"method\":\"f\",\"arguments\":[{\"a\":1},\"b\"]}..".getBytes(StandardCharsets.UTF_8);
		this.side.session.handle(frame, 2, frame.length - 4);
		Arrays.fill(frame, (byte) 'x');
		assertThat(this.side.lastCall().toList()).containsExactly(Map.of("a", 1), "b");
	}

	record Resize(String file, List<Long> size, BigDecimal scale) {
	}

	record Answer(RemoteFunction done, List<RemoteFunction> all, BigDecimal price) {
	}

	record Request(String name, Answer answer) {
	}

}
