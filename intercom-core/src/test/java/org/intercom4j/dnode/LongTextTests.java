package org.intercom4j.dnode;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Texts that are so long that they go another way than short ones.
 */
class LongTextTests {

	private static final int LENGTH = 20_000;

	private static final List<String> PARTS = List.of("\"", "\\", "\n", "\0", "?", "\u007f", "\u0080", "\u00e4",
			"\u0141", "\u4e2d", "\uffff", "\ud83d\ude00", "\ud83d", "\ude00", "\u2028");

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 127, 2046, 2047, 2048, 2049, 4095, 4096, LENGTH - 1, LENGTH })
	void requestWhenOnePartIsNotPlainThenArrivesAsItWas(int place) {
		String text = "x".repeat(LENGTH);
		for (String part : PARTS) {
			requireSame(text.substring(0, place) + part + text.substring(place));
		}
	}

	@Test
	void requestWhenNothingIsPlainThenArrivesAsItWas() {
		for (String part : PARTS) {
			requireSame(part.repeat(LENGTH));
			requireSame(("x".repeat(2047) + part).repeat(9));
		}
	}

	private static void requireSame(String text) {
		Side side = Side.withMethod();
		side.session.request("f", "before", text, List.of(text, 1));
		side.handle(side.lastFrame());
		assertThat(side.fails).isEmpty();
		CallArguments received = side.calls.get(0);
		assertThat(received.get(0)).isEqualTo("before");
		assertThat(received.get(1, String.class)).isEqualTo(text);
		assertThat(received.get(1)).isEqualTo(text);
		assertThat(received.get(2)).isEqualTo(List.of(text, 1));
	}

	@Test
	void requestWhenLongerThanTheLimitThenIsRefusedWithoutTheMemoryForIt() {
		SessionOptions options = SessionOptions.builder().maxFrameSize(LENGTH).build();
		Side side = Side.withMethod(options);
		assertThatExceptionOfType(ArgumentException.class)
			.isThrownBy(() -> side.session.request("f", "x".repeat(LENGTH + 1)))
			.withMessageContaining("larger than " + LENGTH + " bytes");
		side.session.request("f", "x".repeat(LENGTH - 100));
		assertThat(side.frames).hasSize(1);
	}

	@Test
	void getWhenTheMapperReadsTextsInItsOwnWayThenDoesSoWithLongOnesToo() {
		SimpleModule module = new SimpleModule().addDeserializer(String.class, new UpperCase());
		JsonMapper mapper = JsonMapper.builder().addModule(module).build();
		Side side = Side.withMethod(SessionOptions.builder().jsonMapper(mapper).build());
		side.session.request("f", "x", "x".repeat(LENGTH));
		side.handle(side.lastFrame());
		assertThat(side.calls.get(0).get(0, String.class)).isEqualTo("X");
		assertThat(side.calls.get(0).get(1, String.class)).isEqualTo("X".repeat(LENGTH));
	}

	@Test
	void getWhenTheTextIsBytesThenTheyAreDecoded() {
		byte[] bytes = new byte[LENGTH];
		Side side = Side.withMethod();
		side.session.request("f", (Object) bytes);
		side.handle(side.lastFrame());
		assertThat(side.calls.get(0).get(0, byte[].class)).isEqualTo(bytes);
	}

	@Test
	void getWhenTheTextIsNoNumberThenSaysSo() {
		Side side = Side.withMethod();
		side.session.request("f", "x".repeat(LENGTH));
		side.handle(side.lastFrame());
		assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> side.calls.get(0).get(0, Integer.class))
			.withMessageContaining("java.lang.Integer")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(LENGTH / 4));
	}

	/**
	 * Reads texts in capital letters.
	 */
	private static final class UpperCase extends StdScalarDeserializer<String> {

		UpperCase() {
			super(String.class);
		}

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) {
			return parser.getString().toUpperCase(Locale.ROOT);
		}

	}

}
