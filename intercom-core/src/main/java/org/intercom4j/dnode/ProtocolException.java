package org.intercom4j.dnode;

import org.jspecify.annotations.Nullable;

/**
 * The other side sent a frame that cannot be carried out.
 *
 * @since 0.1.0
 */
public final class ProtocolException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * The frame's start.
	 */
	private final @Nullable String quote;

	ProtocolException(String message) {
		this(message, null, null);
	}

	ProtocolException(String message, @Nullable String quote, @Nullable Throwable cause) {
		super(message, cause);
		this.quote = quote;
	}

	/**
	 * The first 200 characters of a broken frame.
	 * @return the start, {@code null} if the frame itself was in order
	 */
	public @Nullable String getQuote() {
		return this.quote;
	}

}
