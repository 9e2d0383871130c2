package org.intercom4j.dnode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a session refuses, and what it still carries.
 */
class LimitTests {

	private final Side side = Side.withMethod();

	private static Object nested(int levels) {
		Object value = new ArrayList<>();
		for (int i = 1; i < levels; i++) {
			value = (i % 2 == 0) ? List.of(value) : Map.of("k", value);
		}
		return value;
	}

	@Test
	void requestWhenNestedToTheLimitThenTheOtherSideReadsIt() {
		this.side.session.request("f", nested(1000));
		this.side.handle(this.side.lastFrame());
		assertThat(this.side.fails).isEmpty();
		assertThat(this.side.lastCall()).isInstanceOf(SlicedArguments.class);
		assertThat(this.side.lastCall().get(0)).isEqualTo(nested(1000));
		this.side.handle(this.side.lastFrame().replace("\"callbacks\":{}", "\"callbacks\":{\"0\":[\"1\"]}"));
		assertThat(this.side.lastCall().get(0)).isEqualTo(nested(1000));
	}

	@Test
	void requestWhenNestedTooDeepThenNamesThePath() {
		for (Object value : List.of(nested(1001), nested(100_000), new Node(nested(1000)), chain(1001, null))) {
			assertThatExceptionOfType(ArgumentException.class)
				.isThrownBy(() -> this.side.session.request("m", 0, value))
				.withMessageContaining("Argument 1")
				.withMessageContaining("nested deeper than 1000 levels")
				.withMessageContaining("at 1.");
		}
		assertThat(this.side.frames).isEmpty();
	}

	@Test
	void requestWhenTheStackIsSmallThenNestingNeedsNoneOfIt() throws Exception {
		List<Throwable> failures = new ArrayList<>();
		Thread thread = new Thread(null, () -> {
			this.side.session.request("f", nested(1000));
			this.side.session.request("f", nested(1001));
		}, "small", 200_000);
		thread.setUncaughtExceptionHandler((source, failure) -> failures.add(failure));
		thread.start();
		thread.join();
		assertThat(this.side.frames).hasSize(1);
		assertThat(failures).singleElement()
			.asInstanceOf(InstanceOfAssertFactories.THROWABLE)
			.hasMessageContaining("nested deeper than 1000 levels");
	}

	@Test
	void requestWhenObjectHoldsItselfThenNamesThePath() {
		Node node = new Node(null);
		node.value = List.of("x", node);
		assertThatExceptionOfType(ArgumentException.class)
			.isThrownBy(() -> this.side.session.request("m", Map.of("root", node)))
			.withMessageContaining("or an object that holds itself, at 0.root.value.1.value.1");
	}

	@Test
	void requestWhenObjectsAreNestedToTheLimitThenSendsThem() {
		this.side.session.request("f", chain(1000, null));
		this.side.handle(this.side.lastFrame());
		assertThat(this.side.fails).isEmpty();
		assertThat(this.side.lastCall().get(0)).isInstanceOf(Map.class);
	}

	private static Node chain(int levels, Object end) {
		Node node = new Node(end);
		for (int i = 1; i < levels; i++) {
			node = new Node(node);
		}
		return node;
	}

	@Test
	void requestWhenFrameIsTooLargeThenTheCallerHearsIt() {
		Side small = new Side(SessionOptions.builder().maxFrameSize(1024).build());
		List<Object> shared = List.of("0123456789");
		for (int i = 0; i < 60; i++) {
			shared = List.of(shared, shared);
		}
		List<Object> exploding = shared;
		assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> small.session.request("m", exploding))
			.withMessageContaining("larger than 1024 bytes");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> small.session.request("m", "x".repeat(1024)))
			.withMessageContaining("larger than 1024 bytes");
		small.session.request("m", "x".repeat(900));
		assertThat(small.frames).hasSize(1);
	}

	@Test
	void handleWhenNestedTooDeepThenFailsTheFrame() {
		String deep = "{\"method\":\"f\",\"arguments\":[" + "[".repeat(1001) + "]".repeat(1001) + "]}";
		this.side.handle(deep);
		this.side.handle("{\"method\":\"f\",\"arguments\":[" + "[".repeat(1_000_000));
		this.side.handle("[".repeat(1_000_000));
		assertThat(this.side.fails).hasSize(3).allMatch((ex) -> ex instanceof ProtocolException);
		assertThat(this.side.calls).isEmpty();
	}

	@Test
	void handleWhenFrameIsBrokenThenQuotesItsStart() {
		this.side.handle("{\"method\":\"f\",\"arguments\":[\"" + "\u20ac".repeat(500));
		ProtocolException fail = (ProtocolException) this.side.fails.get(0);
		assertThat(fail.getQuote()).hasSize(201).startsWith("{\"method\":\"f\"").endsWith("\u20ac\u2026");
		assertThat(fail).hasMessageContaining(fail.getQuote());
		this.side.handle("{\"method\":\"f\",\"arguments\":[],\"links\":[{}]}");
		assertThat(((ProtocolException) this.side.fails.get(1)).getQuote()).endsWith("\"links\":[{}]}");
		this.side.handle("{\"method\":\"f\",\"arguments\":[1]}");
		assertThat(this.side.calls).hasSize(1);
	}

	@Test
	void handleWhenPathIsFarBeyondTheListThenFailsTheFrame() {
		this.side.handle("{\"method\":\"f\",\"arguments\":[],\"callbacks\":{\"0\":[\"1000\"]}}");
		assertThat(this.side.lastCall().size()).isEqualTo(1001);
		for (String path : List.of("[\"1001\"]", "[2000000000]", "[9007199254740991]")) {
			this.side.handle("{\"method\":\"f\",\"arguments\":[],\"callbacks\":{\"0\":" + path + "}}");
		}
		this.side.handle("{\"method\":\"f\",\"arguments\":[[],[]],\"callbacks\":{\"0\":[0,600],\"1\":[1,600]}}");
		assertThat(this.side.fails).hasSize(4);
		assertThat(this.side.calls).hasSize(1);
	}

	@Test
	void handleWhenPathIsTooLongThenFailsTheFrame() {
		this.side.handle("{\"method\":\"f\",\"arguments\":[],\"callbacks\":{\"0\":[" + "0,".repeat(5000) + "0]}}");
		assertThat(this.side.fails).hasSize(1);
	}

	@Test
	void getWhenLinksMultiplyTheDataThenRefuses() {
		StringBuilder links = new StringBuilder();
		for (int i = 0; i < 60; i++) {
			links.append(
					String.format("{\"from\":[%d],\"to\":[%d,0]},{\"from\":[%d],\"to\":[%d,1]},", i, i + 1, i, i + 1));
		}
		links.setLength(links.length() - 1);
		Object[] lists = new Object[61];
		Arrays.fill(lists, List.of());
		Side small = Side.withMethod(SessionOptions.builder().maxFrameSize(100_000).build());
		small.session.request("f", lists);
		small.handle(small.lastFrame().replace("\"links\":[]", "\"links\":[" + links + "]"));
		assertThat(small.fails).isEmpty();
		assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> small.lastCall().get(60, List.class))
			.withMessageContaining("more than 100000 values");
	}

	@Test
	void handleWhenArgumentHas64MibThenCarriesIt() {
		byte[] frame = new byte[64 * 1024 * 1024];
		Arrays.fill(frame, (byte) 'x');
		byte[] head = "{\"method\":\"f\",\"arguments\":[\"".getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(head, 0, frame, 0, head.length);
		System.arraycopy("\"]}".getBytes(StandardCharsets.US_ASCII), 0, frame, frame.length - 3, 3);
		this.side.session.handle(frame, 0, frame.length);
		int length = frame.length - head.length - 3;
		assertThat(this.side.lastCall().get(0, String.class).length()).isEqualTo(length);
		frame[frame.length - 10] = '\\';
		frame[frame.length - 9] = 'n';
		this.side.session.handle(frame, 0, frame.length);
		String text = (String) this.side.lastCall().get(0);
		assertThat(text.length()).isEqualTo(length - 1);
		int rest = 64 * 1024 * 1024
				- "{\"method\":\"f\",\"arguments\":[\"\\n\"],\"callbacks\":{},\"links\":[]}".length();
		byte[][] sent = new byte[1][];
		DnodeSession sender = new DnodeSession(LocalMethods.none(), (bytes) -> sent[0] = bytes, this.side,
				SessionOptions.defaults());
		sender.request("f", text.substring(text.length() - rest - 1));
		assertThat(sent[0].length).isEqualTo(64 * 1024 * 1024);
	}

	@Test
	void buildWhenLimitIsOutOfRangeThenNamesIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> SessionOptions.builder().maxNesting(0).build())
			.withMessage("argument 'maxNesting' must be between 1 and 1000 but was 0");
		assertThatIllegalArgumentException().isThrownBy(() -> SessionOptions.builder().maxListGap(-1).build())
			.withMessageContaining("'maxListGap'");
		assertThatIllegalArgumentException().isThrownBy(() -> SessionOptions.builder().maxFrameSize(1).build())
			.withMessageContaining("'maxFrameSize'");
		SessionOptions options = SessionOptions.builder().maxNesting(7).maxListGap(8).maxFrameSize(2048).build();
		assertThat(options.toBuilder().build()).satisfies((copy) -> {
			assertThat(copy.maxNesting()).isEqualTo(7);
			assertThat(copy.maxListGap()).isEqualTo(8);
			assertThat(copy.maxFrameSize()).isEqualTo(2048);
		});
	}

	@Test
	void buildWhenMapperAndLimitsStayTheSameThenSharesThePreparedMapper() {
		SessionOptions options = SessionOptions.builder().maxFrameSize(2048).build();
		assertThat(options.toBuilder().executor(Runnable::run).build().codec().mapper())
			.isSameAs(options.codec().mapper());
		assertThat(options.toBuilder().maxNesting(7).build().codec().maxNesting()).isEqualTo(7);
		assertThat(options.toBuilder().maxFrameSize(4096).build().codec().maxFrameSize()).isEqualTo(4096);
		assertThat(options.toBuilder().jsonMapper(JsonMapper.builder().build()).build().codec().mapper())
			.isNotSameAs(options.codec().mapper());
	}

	/**
	 * An object that can hold itself.
	 */
	static final class Node {

		private Object value;

		Node(Object value) {
			this.value = value;
		}

		public Object getValue() {
			return this.value;
		}

	}

}
