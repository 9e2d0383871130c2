package org.intercom4j.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LineSplitterTests {

	private static final int MEBIBYTE = 1 << 20;

	@Test
	void nextWhenLinesAreCompleteThenHasEach() {
		assertThat(split(new LineSplitter(100, 64), "one\ntwo\n", 8)).containsExactly("one", "two");
	}

	@Test
	void nextWhenLineIsPartialThenWaitsForItsNewline() {
		LineSplitter splitter = new LineSplitter(100, 64);
		assertThat(split(splitter, "on", 2)).isEmpty();
		assertThat(splitter.remaining()).isEqualTo(2);
		assertThat(split(splitter, "e\nt", 3)).containsExactly("one");
		assertThat(splitter.remaining()).isEqualTo(1);
	}

	@Test
	void nextWhenLinesAreEmptyThenIgnoresThem() {
		assertThat(split(new LineSplitter(100, 64), "\n\r\n\none\n\r\n", 3)).containsExactly("one");
	}

	@Test
	void nextWhenLineEndsWithCarriageReturnThenDropsOnlyTheLastOne() {
		assertThat(split(new LineSplitter(100, 64), "one\r\nt\rwo\r\r\n", 4)).containsExactly("one", "t\rwo\r");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 64 })
	void nextWhenLineIsAtTheLimitThenHasIt(int chunk) {
		assertThat(split(new LineSplitter(4, 64), "1234\n1234\r\nok\n", chunk)).containsExactly("1234", "1234", "ok");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 64 })
	void nextWhenLineIsOverTheLimitThenDropsItAndGoesOn(int chunk) {
		assertThat(split(new LineSplitter(4, 64), "12345\nok\n1234\rx\nend\n", chunk)).containsExactly("<over>", "ok",
				"<over>", "end");
	}

	@Test
	void nextWhenLineGoesOnAfterTheLimitThenReportsItOnce() {
		LineSplitter splitter = new LineSplitter(4, 4);
		assertThat(split(splitter, "x".repeat(10_000), 4)).containsExactly("<over>");
		assertThat(splitter.capacity()).isLessThanOrEqualTo(16);
		assertThat(split(splitter, "x\nok\n", 4)).containsExactly("ok");
	}

	@Test
	void nextWhenSplitterHasFirstBytesThenBeginsWithThem() {
		LineSplitter splitter = new LineSplitter(100, 2, ByteBuffer.wrap(ChannelFixture.bytes("one\ntw")));
		assertThat(drain(splitter)).containsExactly("one");
		assertThat(split(splitter, "o\n", 1)).containsExactly("two");
	}

	@Test
	void brokenWhenLineIsOverTheLimitThenQuotesItsFirstCharacters() {
		LineSplitter splitter = new LineSplitter(300, 512);
		splitter.space().put(ChannelFixture.bytes("ü".repeat(250) + "\n"));
		splitter.filled(501);
		assertThat(splitter.next()).isEqualTo(LineSplitter.Result.OVERSIZE);
		assertThat(splitter.broken().limit()).isEqualTo(300);
		assertThat(splitter.broken().excerpt()).isEqualTo("ü".repeat(200));
		assertThat(splitter.broken()).hasMessage("Expected a frame of at most 300 bytes but was a longer one that "
				+ "begins with '" + "ü".repeat(200) + "'");
	}

	@Test
	void brokenWhenCutWouldHalveACharacterThenLeavesItOut() {
		byte[] line = ChannelFixture.bytes("x".repeat(199) + "\uD83D\uDE00".repeat(10));
		assertThat(BrokenFrameException.overLimit(10, line, 0, line.length).excerpt()).isEqualTo("x".repeat(199));
	}

	@Test
	void spaceWhenFrameIsLargeThenGrowsToItsSizeAndShrinksBack() {
		int length = 64 * MEBIBYTE;
		LineSplitter splitter = new LineSplitter(length, 64 << 10);
		int turns = 0;
		for (int left = length; left > 0; turns++) {
			ByteBuffer space = splitter.space();
			int count = Math.min(left, space.remaining());
			Arrays.fill(space.array(), space.position(), space.position() + count, (byte) 'x');
			splitter.filled(count);
			left -= count;
			assertThat(splitter.next()).isEqualTo(LineSplitter.Result.NONE);
		}
		assertThat(turns).isBetween(length / (64 << 10), length / (16 << 10));
		assertThat(splitter.capacity()).isLessThan(length + MEBIBYTE);
		splitter.space().put((byte) '\n');
		splitter.filled(1);
		assertThat(splitter.next()).isEqualTo(LineSplitter.Result.LINE);
		assertThat(splitter.length()).isEqualTo(length);
		assertThat(splitter.next()).isEqualTo(LineSplitter.Result.NONE);
		assertThat(splitter.capacity()).isEqualTo(64 << 10);
	}

	@Test
	void spaceWhenShortLineBeginsBehindALargeFrameThenShrinksToo() {
		LineSplitter splitter = new LineSplitter(MEBIBYTE, 1024);
		assertThat(split(splitter, "x".repeat(100_000) + "\nsh", 1024)).containsExactly("x".repeat(100_000));
		assertThat(split(splitter, "ort\n", 4)).containsExactly("short");
		assertThat(splitter.capacity()).isLessThanOrEqualTo(4096);
	}

	@Test
	void nextWhenChunksAreRandomThenAgreesWithANaiveSplit() {
		long seed = System.nanoTime();
		System.out.println("LineSplitterTests seed " + seed);
		Random random = new Random(seed);
		for (int round = 0; round < 2000; round++) {
			int limit = 1 + random.nextInt(40);
			String text = randomText(random, limit);
			LineSplitter splitter = new LineSplitter(limit, 1 + random.nextInt(30));
			assertThat(split(splitter, text, -1 - random.nextInt(50)))
				.as("seed %s, round %s, limit %s", seed, round, limit)
				.isEqualTo(naive(text, limit));
		}
	}

	private static String randomText(Random random, int limit) {
		StringBuilder text = new StringBuilder();
		int length = random.nextInt(400);
		for (int i = 0; i < length; i++) {
			int kind = random.nextInt(limit + 2);
			text.append((kind == 0) ? '\n' : (kind == 1) ? '\r' : (char) ('a' + i % 26));
		}
		return text.toString();
	}

	/**
	 * Lines with their line end only; a last one without it counts if it is too long for
	 * any line end.
	 */
	private static List<String> naive(String text, int limit) {
		List<String> lines = new ArrayList<>();
		int start = 0;
		for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
			String line = text.substring(start, end);
			line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
			if (!line.isEmpty()) {
				lines.add((line.length() > limit) ? "<over>" : line);
			}
			start = end + 1;
		}
		String rest = text.substring(start);
		if (rest.length() > limit + 1 || (rest.length() == limit + 1 && !rest.endsWith("\r"))) {
			lines.add("<over>");
		}
		return lines;
	}

	/**
	 * Feeds chunks of one size, or of random sizes if it is negative.
	 */
	private static List<String> split(LineSplitter splitter, String text, int chunk) {
		Random random = new Random(chunk);
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		List<String> lines = new ArrayList<>();
		int fed = 0;
		while (fed < bytes.length) {
			ByteBuffer space = splitter.space();
			int most = (chunk > 0) ? chunk : 1 + random.nextInt(-chunk);
			int count = Math.min(Math.min(most, space.remaining()), bytes.length - fed);
			assertThat(count).isPositive();
			space.put(bytes, fed, count);
			splitter.filled(count);
			fed += count;
			lines.addAll(drain(splitter));
		}
		return lines;
	}

	private static List<String> drain(LineSplitter splitter) {
		List<String> lines = new ArrayList<>();
		LineSplitter.Result result = splitter.next();
		while (result != LineSplitter.Result.NONE) {
			lines.add((result == LineSplitter.Result.OVERSIZE) ? "<over>"
					: new String(splitter.buffer(), splitter.offset(), splitter.length(), StandardCharsets.ISO_8859_1));
			result = splitter.next();
		}
		return lines;
	}

}
