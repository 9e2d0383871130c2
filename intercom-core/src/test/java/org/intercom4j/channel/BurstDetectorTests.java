package org.intercom4j.channel;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BurstDetectorTests {

	private static final long DENSE = 1_000;

	private static final long LOOSE = 20_000;

	private final BurstDetector bursts = new BurstDetector();

	private long now = Long.MAX_VALUE - 3 * DENSE;

	@Test
	void frameSentAtWhenFewFramesFollowThenIsNoBurst() {
		assertThat(after(0)).isFalse();
		for (int i = 1; i < 8; i++) {
			assertThat(after(DENSE)).as("frame %s", i).isFalse();
		}
	}

	@Test
	void frameSentAtWhenManyFramesFollowDenselyThenIsBurst() {
		for (int i = 0; i < 8; i++) {
			after(DENSE);
		}
		assertThat(after(DENSE)).isTrue();
		assertThat(after(DENSE)).isTrue();
	}

	@Test
	void frameSentAtWhenThereIsAGapThenBurstEnds() {
		for (int i = 0; i < 20; i++) {
			after(DENSE);
		}
		assertThat(after(LOOSE)).isFalse();
		assertThat(after(DENSE)).isFalse();
	}

	private boolean after(long nanos) {
		this.now += nanos;
		return this.bursts.frameSentAt(this.now);
	}

}
