package org.intercom4j.channel;

/**
 * Tells a dense burst of frames, which is cheaper to join, from single frames, which are
 * faster when their sender writes them itself. Pure: its owner hands in the time and
 * guards it.
 */
final class BurstDetector {

	private static final long DENSE_NANOS = 10_000;

	private static final int DENSE_FRAMES = 8;

	private long last;

	private int dense = -1;

	/**
	 * Whether the frame that is sent at this time belongs to a burst.
	 */
	boolean frameSentAt(long nanos) {
		boolean near = this.dense >= 0 && nanos - this.last < DENSE_NANOS;
		this.last = nanos;
		this.dense = near ? Math.min(this.dense + 1, DENSE_FRAMES) : 0;
		return this.dense == DENSE_FRAMES;
	}

}
