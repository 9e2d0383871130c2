package org.intercom4j.dnode;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlainBytes}.
 */
class PlainBytesTests {

	private static final int MOST = 20;

	@Test
	void endWhenOneByteIsAnyThenStopsThereUnlessItIsPlain() {
		for (int value = 0; value < 256; value++) {
			boolean plain = value >= ' ' && value < 0x80 && value != '"' && value != '\\';
			for (int place = 0; place < MOST; place++) {
				byte[] bytes = plain(MOST);
				bytes[place] = (byte) value;
				assertThat(PlainBytes.end(bytes, 0, MOST)).as("%d at %d", value, place).isEqualTo(plain ? MOST : place);
			}
		}
	}

	@Test
	void endWhenOnlyAPartIsAskedForThenLooksAtNothingElse() {
		byte[] bytes = new byte[MOST];
		for (int from = 1; from < MOST; from++) {
			for (int to = from; to < MOST; to++) {
				Arrays.fill(bytes, (byte) '"');
				Arrays.fill(bytes, from, to, (byte) 0x7F);
				assertThat(PlainBytes.end(bytes, from, to)).isEqualTo(to);
				assertThat(PlainBytes.end(bytes, from, MOST)).isEqualTo(to);
			}
		}
	}

	private static byte[] plain(int length) {
		byte[] bytes = new byte[length];
		Arrays.fill(bytes, (byte) 'a');
		return bytes;
	}

}
