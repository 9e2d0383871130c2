package org.intercom4j.dnode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random frames. A failure names its seed; run it again with the system property
 * {@code intercom.seed}.
 */
class FuzzTests {

	private static final List<String> FRAMES = List.of(
			"{\"method\":\"f\",\"arguments\":[1,\"a\\u00e4\\n\u20ac\",{\"k\":[true,null,-1.5e3]}],\"callbacks\":{},\"links\":[]}",
			"{\"method\":0,\"arguments\":[\"e\",0,{\"x\":0}],\"callbacks\":{\"3\":[\"1\"],\"4\":[\"2\",\"x\"]},\"links\":[]}",
			"{\"method\":\"f\",\"arguments\":[{\"a\":5,\"b\":[{\"c\":5}]}],\"callbacks\":{},"
					+ "\"links\":[{\"from\":[\"0\"],\"to\":[\"0\",\"b\",\"1\"]},{\"from\":[],\"to\":[1]}]}",
			"{\"method\":\"methods\",\"arguments\":[{\"emit\":\"\",\"v\":3}],\"callbacks\":{\"0\":[\"0\",\"emit\"]}}",
			"{\"method\": \"f\", \"arguments\": [ 1 , [ ] , { } ], \"callbacks\": {}, \"links\": []}",
			"{\"method\":\"cull\",\"arguments\":[99,\"98\"]}");

	private static final String ALPHABET = "{}[]\",:\\0123456789.-+eEtrufalsn \t\u00e4\u20ac";

	private final long seed = Long.getLong("intercom.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private final SessionOptions options = SessionOptions.builder().maxFrameSize(100_000).build();

	private Object value(int depth) {
		return switch (this.random.nextInt((depth > 4) ? 7 : 9)) {
			case 0 -> null;
			case 1 -> this.random.nextBoolean();
			case 2 -> this.random.nextInt(100);
			case 3 -> this.random.nextLong();
			case 4 -> this.random.nextGaussian() * Math.pow(10, this.random.nextInt(40) - 20);
			case 5, 6 -> text();
			case 7 -> {
				List<Object> list = new ArrayList<>();
				for (int i = this.random.nextInt(5); i > 0; i--) {
					list.add(value(depth + 1));
				}
				yield list;
			}
			default -> {
				Map<String, Object> map = new LinkedHashMap<>();
				for (int i = this.random.nextInt(5); i > 0; i--) {
					map.put(text(), value(depth + 1));
				}
				yield map;
			}
		};
	}

	private String text() {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(12); i > 0; i--) {
			text.append((char) switch (this.random.nextInt(5)) {
				case 0 -> this.random.nextInt(0x20);
				case 1 -> this.random.nextInt(0x10000);
				case 2 -> 0xD800 + this.random.nextInt(0x800);
				default -> ' ' + this.random.nextInt(95);
			});
		}
		return text.toString();
	}

	@Test
	void requestWhenValuesAreRandomThenTheOtherSideReadsThem() {
		Side side = Side.withMethod(this.options);
		for (int i = 0; i < 3000; i++) {
			List<Object> args = new ArrayList<>();
			for (int n = this.random.nextInt(4); n > 0; n--) {
				args.add(value(0));
			}
			side.session.request("f", args.toArray());
			side.handle(side.lastFrame());
			assertThat(side.lastCall().toList()).as("seed %d: %s", this.seed, side.lastFrame()).isEqualTo(args);
		}
		assertThat(side.fails).as("seed %d", this.seed).isEmpty();
	}

	@Test
	void scanWhenFrameIsMutatedThenAgreesWithTheFullParser() {
		Codec codec = this.options.codec();
		int accepted = 0;
		for (int i = 0; i < 20_000; i++) {
			byte[] frame = mutated();
			Frame.Sliced scanned = new FrameScanner(codec).scan(frame, 0, frame.length);
			if (scanned != null) {
				accepted++;
				Map<?, ?> full = (Map<?, ?>) codec.readPlain(frame, 0, frame.length);
				String description = "seed " + this.seed + ": " + new String(frame, StandardCharsets.UTF_8);
				assertThat(scanned.arguments().toList()).as(description).isEqualTo(full.get("arguments"));
				Object method = (scanned.method() instanceof Method.Name name) ? name.text()
						: ((Method.Id) scanned.method()).id();
				assertThat(method.toString()).as(description).isEqualTo(full.get("method").toString());
				assertThat(full.keySet()).as(description)
					.allMatch(List.of("method", "arguments", "callbacks", "links")::contains);
			}
		}
		assertThat(accepted).as("seed %d", this.seed).isPositive();
	}

	@Test
	void handleWhenFrameIsMutatedThenNeverThrowsAndGoesOn() {
		Side side = Side.withMethod(this.options);
		side.session.request("m", (Callback) (args) -> read(args));
		for (int i = 0; i < 20_000; i++) {
			byte[] frame = (i % 10 == 0) ? noise() : mutated();
			int before = side.fails.size() + side.errors.size();
			try {
				side.session.handle(frame, 0, frame.length);
				side.calls.forEach(FuzzTests::read);
			}
			catch (RuntimeException | Error ex) {
				throw new AssertionError("seed " + this.seed + ": " + new String(frame, StandardCharsets.UTF_8), ex);
			}
			side.calls.clear();
			assertThat(side.fails.size() + side.errors.size() - before).as("seed %d", this.seed).isLessThanOrEqualTo(1);
			side.fails.clear();
			side.errors.clear();
		}
		side.handle("{\"method\":\"f\",\"arguments\":[\"still here\"]}");
		assertThat(side.lastCall().get(0)).isEqualTo("still here");
	}

	private static void read(CallArguments args) {
		for (int i = 0; i < args.size(); i++) {
			args.get(i);
			try {
				args.get(i, String[].class);
			}
			catch (ArgumentException ex) {
				assertThat(ex.getIndex()).isEqualTo(i);
			}
		}
	}

	private byte[] mutated() {
		String frame = FRAMES.get(this.random.nextInt(FRAMES.size()));
		byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
		for (int i = this.random.nextInt(3); i > 0; i--) {
			int at = this.random.nextInt(bytes.length);
			bytes = switch (this.random.nextInt(3)) {
				case 0 -> replace(bytes, at, 1, piece());
				case 1 -> replace(bytes, at, 0, piece());
				default -> replace(bytes, at, Math.min(bytes.length - at, 1 + this.random.nextInt(5)), new byte[0]);
			};
			if (bytes.length == 0) {
				return bytes;
			}
		}
		return bytes;
	}

	private byte[] piece() {
		if (this.random.nextInt(8) == 0) {
			return new byte[] { (byte) this.random.nextInt() };
		}
		int at = this.random.nextInt(ALPHABET.length());
		return ALPHABET.substring(at, at + 1).getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] replace(byte[] bytes, int at, int length, byte[] piece) {
		byte[] replaced = new byte[bytes.length - length + piece.length];
		System.arraycopy(bytes, 0, replaced, 0, at);
		System.arraycopy(piece, 0, replaced, at, piece.length);
		System.arraycopy(bytes, at + length, replaced, at + piece.length, bytes.length - at - length);
		return replaced;
	}

	private byte[] noise() {
		byte[] noise = new byte[this.random.nextInt(60)];
		this.random.nextBytes(noise);
		return noise;
	}

}
