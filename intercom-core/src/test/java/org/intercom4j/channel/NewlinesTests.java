package org.intercom4j.channel;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Newlines}.
 */
class NewlinesTests {

	private static final int MOST = 20;

	@Test
	void indexOfWhenOneByteIsAnyThenFindsOnlyTheNewline() {
		for (int value = 0; value < 256; value++) {
			for (int place = 0; place < MOST; place++) {
				byte[] bytes = new byte[MOST];
				Arrays.fill(bytes, (byte) '\u000B');
				bytes[place] = (byte) value;
				assertThat(Newlines.indexOf(bytes, 0, MOST)).as("%d at %d", value, place)
					.isEqualTo((value == '\n') ? place : -1);
			}
		}
	}

	@Test
	void indexOfWhenOnlyAPartIsAskedForThenFindsTheFirstInIt() {
		byte[] bytes = new byte[MOST];
		for (int from = 1; from < MOST; from++) {
			for (int to = from; to < MOST; to++) {
				Arrays.fill(bytes, (byte) '\n');
				Arrays.fill(bytes, from, to, (byte) 'a');
				assertThat(Newlines.indexOf(bytes, from, to)).isEqualTo(-1);
				assertThat(Newlines.indexOf(bytes, from, MOST)).isEqualTo(to);
			}
		}
	}

}
