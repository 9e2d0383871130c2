package org.intercom4j.emitter;

/**
 * Carries a checked exception of a listener to the caller of the emit.
 *
 * @since 0.1.0
 */
public class ListenerException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param cause what the listener threw
	 */
	public ListenerException(Exception cause) {
		super("A listener failed: " + cause, cause);
	}

	/**
	 * Wraps what a listener threw. The interrupt of the thread is kept.
	 */
	static ListenerException of(Exception cause) {
		if (cause instanceof InterruptedException) {
			Thread.currentThread().interrupt();
		}
		return new ListenerException(cause);
	}

}
