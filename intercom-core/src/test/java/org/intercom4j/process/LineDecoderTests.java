package org.intercom4j.process;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LineDecoderTests {

	private static final String SMILE = "\uD83D\uDE00";

	private final List<String> lines = new ArrayList<>();

	@Test
	void addWhenLinesEndInAnyWayThenDeliversThemWithoutTheirEnds() {
		decode(100, "one\ntwo\r\n\nthr\ree\n");
		assertThat(this.lines).containsExactly("one", "two", "", "thr\ree");
	}

	@Test
	void endWhenTheLastLineHasNoEndThenDeliversIt() {
		decode(100, "one\nlast");
		assertThat(this.lines).containsExactly("one", "last");
	}

	@Test
	void endWhenNothingIsLeftThenDeliversNothing() {
		decode(100, "one\n");
		assertThat(this.lines).containsExactly("one");
	}

	@Test
	void endWhenACharacterIsIncompleteThenReplacesIt() {
		LineDecoder decoder = decoder(StandardCharsets.UTF_8, 100);
		byte[] bytes = ("a" + SMILE).getBytes(StandardCharsets.UTF_8);
		decoder.add(bytes, bytes.length - 1);
		decoder.end();
		assertThat(this.lines).containsExactly("a\uFFFD");
	}

	@Test
	void addWhenBytesAreNoTextThenReplacesThem() {
		LineDecoder decoder = decoder(StandardCharsets.UTF_8, 100);
		decoder.add(new byte[] { 'a', (byte) 0xff, 'b', '\n' }, 4);
		assertThat(this.lines).containsExactly("a\uFFFDb");
	}

	@ParameterizedTest
	@ValueSource(strings = { "abcd\n", "abcd\r\n", "abcd" })
	void addWhenALineIsJustAsLongAsAllowedThenIsOnePiece(String text) {
		decode(4, text);
		assertThat(this.lines).containsExactly("abcd");
	}

	@Test
	void addWhenALineIsTooLongThenComesInPieces() {
		decode(4, "abcdefghij\nk\r\nabc\rdefg\n");
		assertThat(this.lines).containsExactly("abcd", "efgh", "ij", "k", "abc\r", "defg");
	}

	@Test
	void addWhenAPieceWouldCutACharacterThenIsShorter() {
		decode(2, "a" + SMILE + SMILE + "b\n");
		assertThat(this.lines).containsExactly("a", SMILE, SMILE, "b");
	}

	@Test
	void addWhenTheCharsetIsAnotherThenFollowsIt() {
		LineDecoder decoder = decoder(StandardCharsets.UTF_16LE, 100);
		byte[] bytes = "grün\n".getBytes(StandardCharsets.UTF_16LE);
		for (byte next : bytes) {
			decoder.add(new byte[] { next }, 1);
		}
		assertThat(this.lines).containsExactly("grün");
	}

	@Test
	void addWhenCutAnywhereThenDeliversTheSame() {
		long seed = Long.getLong("intercom.random.seed", System.nanoTime());
		Random random = new Random(seed);
		for (int round = 0; round < 500; round++) {
			String text = randomText(random);
			List<String> expected = new ArrayList<>(Arrays.asList(text.split("\r?\n", -1)));
			if (expected.get(expected.size() - 1).isEmpty()) {
				expected.remove(expected.size() - 1);
			}
			this.lines.clear();
			cutAnywhere(text.getBytes(StandardCharsets.UTF_8), random);
			assertThat(this.lines).as("-Dintercom.random.seed=%d, round %d", seed, round)
				.containsExactlyElementsOf(expected);
		}
	}

	private void cutAnywhere(byte[] bytes, Random random) {
		LineDecoder decoder = decoder(StandardCharsets.UTF_8, 10_000);
		int position = 0;
		while (position < bytes.length) {
			int count = Math.min(1 + random.nextInt(9), bytes.length - position);
			decoder.add(Arrays.copyOfRange(bytes, position, position + count), count);
			position += count;
		}
		decoder.end();
	}

	private static String randomText(Random random) {
		String[] parts = { "a", "ü", "€", SMILE, "\n", "\r\n", " ", "line" };
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(200); i >= 0; i--) {
			text.append(parts[random.nextInt(parts.length)]);
		}
		return text.toString();
	}

	private void decode(int maxLineLength, String text) {
		LineDecoder decoder = decoder(StandardCharsets.UTF_8, maxLineLength);
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		decoder.add(bytes, bytes.length);
		decoder.end();
	}

	private LineDecoder decoder(Charset charset, int maxLineLength) {
		return new LineDecoder(charset, maxLineLength, this.lines::add);
	}

}
