package org.intercom4j.channel;

/**
 * A two-way channel of newline-terminated frames between the application and one child.
 * <ul>
 * <li><em>open</em>: frames are accepted by {@link #send(byte[])}; after
 * {@link #start(MessageHandler)} arriving frames are delivered</li>
 * <li><em>closing</em>: entered by {@link #close()}, or when the other side stopped
 * reading; nothing more is accepted, arriving frames are still delivered</li>
 * <li><em>closed</em>: the socket is gone and
 * {@link MessageHandler#onClosed(java.io.IOException, int)} has been called</li>
 * </ul>
 * Every method may be called from any thread.
 *
 * @since 0.1.0
 */
public interface MessageChannel {

	/**
	 * Begins to deliver arriving frames. Frames that arrived earlier are not lost. If the
	 * channel has ended already then the handler is told so at once on the channel
	 * thread.
	 * @param handler receives frames and the end of the channel
	 * @throws IllegalStateException if the channel was started before
	 */
	void start(MessageHandler handler);

	/**
	 * Sends one frame. Frames never interleave, and those of one thread arrive in the
	 * order of its calls. The calling thread writes as much as the socket takes without
	 * waiting; the rest follows from the channel thread, and so do the frames of a dense
	 * burst, which are joined into large writes.
	 * <p>
	 * Blocks while more bytes than the high-water mark are pending, until they are
	 * drained or the channel closes. An interrupt does not end the wait and is still set
	 * afterwards. Never blocks on the channel thread itself.
	 * @param frame the bytes of the frame without a newline; must not be changed
	 * afterwards
	 * @throws ChannelClosedException if the channel does not accept frames any more
	 * @throws IllegalArgumentException if the frame contains a newline
	 */
	void send(byte[] frame);

	/**
	 * Sends one frame like {@link #send(byte[])} but never blocks, however much is
	 * pending: for listener threads, so that two sides whose listeners flood each other
	 * do not wait for each other.
	 * @param frame the bytes of the frame without a newline; must not be changed
	 * afterwards
	 * @throws ChannelClosedException if the channel does not accept frames any more
	 * @throws IllegalArgumentException if the frame contains a newline
	 */
	void sendNow(byte[] frame);

	/**
	 * Writes what the socket takes of a dense burst, whose frames otherwise wait some
	 * microseconds for more of their kind: for a thread that knows that it has sent the
	 * last one. Never blocks.
	 */
	void flush();

	/**
	 * Stops the delivery of frames until {@link #resumeReading()}. Called on the channel
	 * thread it takes effect before the next frame, on another thread at most one frame
	 * later. While paused, the end of the other side is not noticed. Closing the loop
	 * resumes.
	 */
	void pauseReading();

	/**
	 * Continues the delivery of frames where it was paused.
	 */
	void resumeReading();

	/**
	 * Whether frames are accepted.
	 * @return {@code true} until the channel is closed by either side or fails
	 */
	boolean isOpen();

	/**
	 * How many bytes have been accepted but not yet been taken by the system.
	 * @return the number of pending bytes, newlines included
	 */
	long pendingBytes();

	/**
	 * What to call this channel in a log.
	 * @return the address of the channel, such as {@code unix:/tmp/intercom-1/1}
	 */
	String description();

	/**
	 * Closes the channel and returns at once. What was accepted before is still flushed,
	 * then the other side sees the end of the stream; what it still writes is delivered
	 * until it closes too. Both are bounded by {@link ChannelOptions#closeTimeLimit()}.
	 * Calling it again has no effect.
	 */
	void close();

}
