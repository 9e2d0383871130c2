package org.intercom4j.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Receives the output of a process line by line.
 * <p>
 * One call at a time for each stream, in the order in which the process wrote; the two
 * streams are independent of each other. All calls come before
 * {@link RunningProcess#ended()} completes. On Linux all processes are read by one
 * thread: a slow listener slows all of them down. Hand work over.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OutputListener {

	/**
	 * Completes when the first line may come; until then the process writes into its
	 * pipes only.
	 * @return completed by default
	 */
	default CompletionStage<?> ready() {
		return CompletableFuture.completedFuture(null);
	}

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
