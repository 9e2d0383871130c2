package org.intercom4j.process;

/**
 * Receives the output of a process line by line.
 * <p>
 * Called by the stream's reader thread, one call at a time for each stream, in the order
 * in which the process wrote; the two streams are independent of each other. All calls
 * come before {@link RunningProcess#ended()} completes. A slow listener slows the process
 * down: hand work over.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OutputListener {

	/**
	 * One line without its line end, the last text of a stream that ends without one, or
	 * a piece of a line that is longer than {@link LaunchSpec#maxLineLength()}.
	 * @param source the stream
	 * @param line the text
	 */
	void line(OutputSource source, String line);

	/**
	 * The lines so far are all that the process has written up to now. Comes soon after a
	 * line, and after several at once when a process writes much, so that they can be
	 * handed over together.
	 * @param source the stream
	 */
	default void pause(OutputSource source) {
	}

}
