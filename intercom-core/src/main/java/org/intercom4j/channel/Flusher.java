package org.intercom4j.channel;

/**
 * The loop as a {@link FrameWriter} sees it. Called under a lock, so it must not wait.
 */
interface Flusher {

	/**
	 * Asks for one {@link FrameWriter#flush()} at the end of the loop's turn.
	 */
	void flushSoon();

	/**
	 * Asks for one {@link FrameWriter#flush()} after a pause in which more frames of a
	 * burst can gather.
	 */
	void flushAfterPause();

	/**
	 * Asks for {@link FrameWriter#flush()} as often as the socket is writable.
	 */
	void flushWhenWritable();

	/**
	 * Takes {@link #flushWhenWritable()} back.
	 */
	void flushNoMore();

	/**
	 * After a close: everything that was accepted has been written, or cannot be.
	 */
	void flushed();

	/**
	 * What to call the channel in an exception.
	 */
	String description();

}
