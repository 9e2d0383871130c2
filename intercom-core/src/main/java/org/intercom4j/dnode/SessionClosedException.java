package org.intercom4j.dnode;

import org.jspecify.annotations.Nullable;

/**
 * The session has ended, so that nothing can be sent any more.
 *
 * @since 0.1.0
 */
public final class SessionClosedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param reason why the session ended
	 */
	public SessionClosedException(@Nullable Throwable reason) {
		super((reason != null) ? "The session is closed: " + describe(reason) : "The session is closed", reason);
	}

	private static String describe(Throwable reason) {
		String message = reason.getMessage();
		return (message != null) ? message : reason.toString();
	}

}
