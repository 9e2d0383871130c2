package org.intercom4j.dnode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Literal lines that are sent.
 */
class WireTests {

	private static final Callback CALLBACK = (args) -> {
	};

	private final Side side = new Side();

	private String arguments(Object... args) {
		this.side.session.request("m", args);
		String frame = this.side.lastFrame();
		assertThat(frame).startsWith("{\"method\":\"m\",\"arguments\":[").endsWith("],\"callbacks\":{},\"links\":[]}");
		return frame.substring(27, frame.length() - 28);
	}

	@Test
	void startWhenMethodsAreNestedThenSendsFunctionsAndValues() {
		LocalMethods methods = LocalMethods.builder()
			.method("emit", CALLBACK)
			.value("version", 3)
			.value("more", Map.of("ping", (Callback) (args) -> {
			}))
			.build();
		Side other = new Side(methods, SessionOptions.defaults());
		other.session.start();
		other.session.start();
		assertThat(other.frames).hasSize(2)
			.containsOnly("{\"method\":\"methods\",\"arguments\":[{\"emit\":\"[Function]\",\"version\":3,"
					+ "\"more\":{\"ping\":\"[Function]\"}}],\"callbacks\":{\"0\":[\"0\",\"emit\"],"
					+ "\"1\":[\"0\",\"more\",\"ping\"]},\"links\":[]}");
	}

	@Test
	void cullWhenIdIsUnknownThenSendsShortFrame() {
		this.side.session.cull(42);
		assertThat(this.side.frames).containsExactly("{\"method\":\"cull\",\"arguments\":[42]}");
	}

	@Test
	void requestWhenMethodIsAnIdThenSendsNumber() {
		this.side.session.request(17);
		assertThat(this.side.frames).containsExactly("{\"method\":17,\"arguments\":[],\"callbacks\":{},\"links\":[]}");
	}

	@Test
	void requestWhenNumbersThenWritesThem() {
		assertThat(arguments((byte) 1, (short) -2, 3L, Long.MIN_VALUE, new BigInteger("123456789012345678901234567890"),
				new BigDecimal("1.10"), new AtomicInteger(9)))
			.isEqualTo("1,-2,3,-9223372036854775808,123456789012345678901234567890,1.10,9");
	}

	@Test
	void requestWhenDecimalsThenWritesNullForThoseWithoutJson() {
		assertThat(arguments(2.5, 0.25f, Double.NaN, Float.NEGATIVE_INFINITY, new double[] { 1.5, Double.NaN }))
			.isEqualTo("2.5,0.25,null,null,[1.5,null]");
		assertThat(arguments(new Measures(Double.NaN, Float.NaN, new double[] { Double.POSITIVE_INFINITY, 1 })))
			.isEqualTo("{\"exact\":null,\"rough\":null,\"many\":[null,1.0]}");
	}

	@Test
	void requestWhenTimesThenWritesIsoMillis() {
		Instant instant = Instant.parse("2011-10-05T14:48:00.123456Z");
		assertThat(arguments(instant, Date.from(instant), Map.of("at", Instant.EPOCH))).isEqualTo(
				"\"2011-10-05T14:48:00.123Z\",\"2011-10-05T14:48:00.123Z\"," + "{\"at\":\"1970-01-01T00:00:00.000Z\"}");
	}

	@Test
	void requestWhenOtherTypesThenWritesTheirJson() {
		assertThat(arguments(Optional.of("x"), Optional.empty(), TimeUnit.DAYS, 'c', new StringBuilder("sb"),
				new byte[] { 1, 2 }, new char[] { 'a', 'b' }, new int[] { 1, 2 }, new String[] { "s", null },
				JsonMapper.shared().readTree("{\"a\":[1]}")))
			.isEqualTo("\"x\",null,\"DAYS\",\"c\",\"sb\",\"AQI=\",\"ab\",[1,2],[\"s\",null],{\"a\":[1]}");
	}

	@Test
	void requestWhenKeysAreNoTextThenWritesThemAsText() {
		Map<Object, Object> map = new LinkedHashMap<>();
		map.put(1, "a");
		map.put(TimeUnit.DAYS, "b");
		map.put(null, "c");
		assertThat(arguments(map)).isEqualTo("{\"1\":\"a\",\"DAYS\":\"b\",\"null\":\"c\"}");
	}

	@Test
	void requestWhenTextHasLoneSurrogateThenEscapesIt() {
		String text = "a\ud800b\udc00c\ud83d\ude00";
		assertThat(arguments(text)).isEqualTo("\"a\\ud800b\\udc00c\ud83d\ude00\"");
		assertThat(arguments(Map.of(text, 1))).isEqualTo("{\"a\\ud800b\\udc00c\ud83d\ude00\":1}");
		assertThat(arguments(new Named(text, Map.of(text, "v"))))
			.isEqualTo("{\"name\":\"a\\ud800b\\udc00c\ud83d\ude00\","
					+ "\"members\":{\"a\\ud800b\\udc00c\ud83d\ude00\":\"v\"}}");
	}

	@Test
	void requestWhenTextIsLongThenKeepsEveryCharacter() {
		String text = "x".repeat(2047) + "\ud83d\ude00\u0001\u00e4\u20ac\ud800" + "\u0000".repeat(5000);
		Object read = JsonMapper.shared().readValue(arguments(text), Object.class);
		assertThat(read).isEqualTo(text);
	}

	@Test
	void requestWhenExceptionThenWritesMessageAndOwnMembers() {
		assertThat(arguments(new IllegalStateException("boom"), new CodedException("bad", 7), new RuntimeException()))
			.isEqualTo("{\"message\":\"boom\"},{\"message\":\"bad\",\"code\":7},"
					+ "{\"message\":\"java.lang.RuntimeException\"}");
	}

	@Test
	void requestWhenMemberOfExceptionFailsThenWritesMessage() {
		assertThat(arguments(new BrokenException())).isEqualTo("{\"message\":\"broken\"}");
	}

	@Test
	void requestWhenFunctionIsInsideObjectThenNotesItsPath() {
		Job job = new Job("resize", List.of(new Step(null), new Step(CALLBACK)), Map.of("k", CALLBACK));
		this.side.session.request("m", 0, Map.of("job", job));
		assertThat(this.side.frames).containsExactly("{\"method\":\"m\",\"arguments\":[0,{\"job\":{\"name\":\"resize\","
				+ "\"steps\":[{\"done\":null},{\"done\":\"[Function]\"}],\"more\":{\"k\":\"[Function]\"}}}],"
				+ "\"callbacks\":{\"0\":[\"1\",\"job\",\"steps\",\"1\",\"done\"],\"1\":[\"1\",\"job\",\"more\",\"k\"]},"
				+ "\"links\":[]}");
	}

	@Test
	void requestWhenKnownFunctionsComeInOtherOrderThenWritesIdsAscending() {
		Callback other = (args) -> {
		};
		this.side.session.request("m", CALLBACK, other);
		this.side.session.request("m", other, CALLBACK);
		assertThat(this.side.lastFrame()).endsWith("\"callbacks\":{\"0\":[\"1\"],\"1\":[\"0\"]},\"links\":[]}");
	}

	@Test
	void requestWhenCircularThenWritesLinks() {
		List<Object> list = new ArrayList<>();
		Object[] array = { 1, list };
		list.add(Map.of("up", array));
		this.side.session.request("m", list, 2);
		assertThat(this.side.frames)
			.containsExactly("{\"method\":\"m\",\"arguments\":[[{\"up\":[1,\"[Circular]\"]}],2],"
					+ "\"callbacks\":{},\"links\":[{\"from\":[\"0\"],\"to\":[\"0\",\"0\",\"up\",\"1\"]}]}");
	}

	@Test
	void requestWhenMapperIndentsOrWrapsThenSendsOnePlainLine() {
		JsonMapper mapper = JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.WRAP_ROOT_VALUE)
			.build();
		Side indenting = new Side(SessionOptions.builder().jsonMapper(mapper).build());
		indenting.session.request("m", new CodedValue(1));
		assertThat(indenting.frames)
			.containsExactly("{\"method\":\"m\",\"arguments\":[{\"code\":1}],\"callbacks\":{},\"links\":[]}");
	}

	@Test
	void prepareWhenArgumentChangesLaterThenSendsTheCopy() {
		List<Object> list = new ArrayList<>(Arrays.asList("before", CALLBACK));
		PreparedArguments prepared = DnodeSession.prepare(SessionOptions.defaults(), "event", list);
		list.set(0, "after");
		this.side.session.request("first", (Callback) (args) -> {
		});
		this.side.session.request(5, prepared);
		this.side.session.request("again", prepared);
		assertThat(this.side.frames.subList(1, 3)).containsExactly(
				"{\"method\":5,\"arguments\":[\"event\",[\"before\",\"[Function]\"]],"
						+ "\"callbacks\":{\"1\":[\"1\",\"1\"]},\"links\":[]}",
				"{\"method\":\"again\",\"arguments\":[\"event\",[\"before\",\"[Function]\"]],"
						+ "\"callbacks\":{\"1\":[\"1\",\"1\"]},\"links\":[]}");
		assertThat(prepared.size()).isEqualTo("[\"event\",[\"before\",\"[Function]\"]]".length());
	}

	@Test
	void requestWhenArgumentCannotBeSentThenNamesIndexAndType() {
		assertThatExceptionOfType(ArgumentException.class)
			.isThrownBy(() -> this.side.session.request("m", "ok", CALLBACK, new Unsendable()))
			.withMessageContaining("Argument 2")
			.withMessageContaining(Unsendable.class.getName())
			.withMessageContaining("no value today")
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(2));
		assertThat(this.side.frames).isEmpty();
		assertThat(this.side.session.localFunctions()).isZero();
	}

	record Measures(double exact, float rough, double[] many) {
	}

	record Named(String name, Map<String, String> members) {
	}

	record Step(Callback done) {
	}

	record Job(String name, List<Step> steps, Map<String, Object> more) {
	}

	record CodedValue(int code) {
	}

	static final class CodedException extends Exception {

		private static final long serialVersionUID = 1L;

		private final int code;

		CodedException(String message, int code) {
			super(message, new IllegalStateException("cause"));
			this.code = code;
		}

		public int getCode() {
			return this.code;
		}

	}

	static final class BrokenException extends Exception {

		private static final long serialVersionUID = 1L;

		BrokenException() {
			super("broken");
		}

		public int getCode() {
			throw new IllegalStateException("no code");
		}

	}

	static final class Unsendable {

		public int getValue() {
			throw new IllegalStateException("no value today");
		}

	}

}
