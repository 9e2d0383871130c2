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

}
