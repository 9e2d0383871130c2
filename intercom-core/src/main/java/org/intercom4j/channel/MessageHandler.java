package org.intercom4j.channel;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Receives what arrives on a {@link MessageChannel}.
 * <p>
 * Every method is called on the channel thread, one at a time and in the order of
 * arrival. That thread serves all channels of a {@link ChannelLoop}, so a handler decodes
 * and posts, and never blocks. An exception thrown by a handler is logged and ends
 * neither the loop nor the channel.
 *
 * @since 0.1.0
 */
public interface MessageHandler {

	/**
	 * A frame has arrived.
	 * @param buffer the array that holds the frame, valid only during this call
	 * @param offset where the frame begins
	 * @param length the number of bytes of the frame, without its line end
	 */
	void onMessage(byte[] buffer, int offset, int length);

	/**
	 * The frames that had arrived together were all handed over: what was made of them
	 * can be passed on together. Called after the last of them, perhaps without a frame
	 * before, and before {@link #onClosed}.
	 */
	default void onBatchEnd() {
	}

	/**
	 * A line over the frame limit has begun to arrive. It is dropped up to its newline
	 * and the channel goes on with the next line.
	 * @param ex the limit and the first characters of the line
	 */
	void onBroken(BrokenFrameException ex);

	/**
	 * The channel has ended. Called exactly once and last: everything that the other side
	 * wrote before it closed or died has been delivered before.
	 * @param cause why the channel failed, or {@code null} if either side closed it
	 * @param unsentFrames the number of accepted frames that were not handed to the
	 * system completely
	 */
	void onClosed(@Nullable IOException cause, int unsentFrames);

}
