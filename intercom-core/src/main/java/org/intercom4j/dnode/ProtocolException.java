package org.intercom4j.dnode;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The other side sent a frame that cannot be carried out.
 *
 * @since 0.1.0
 */
public final class ProtocolException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	// bytes in UTF-8
	private static final int MAX_CHARACTER = 4;

	/**
	 * The frame's start.
	 */
	private final @Nullable String quote;

	ProtocolException(String message) {
		this(message, null);
	}

	ProtocolException(String message, @Nullable Throwable cause) {
		super(message, cause);
		this.quote = null;
	}

	private ProtocolException(ProtocolException reason, String quote) {
		super(ArgumentException.cut(String.valueOf(reason.getMessage())) + " in the frame '" + quote + "'", reason);
		this.quote = quote;
	}

	/**
	 * Adds the frame.
	 * @param buffer bytes that hold the frame
	 * @param offset its start
	 * @param length its length
	 * @return an exception that quotes the frame
	 */
	ProtocolException in(byte[] buffer, int offset, int length) {
		int bytes = Math.min(length, (ArgumentException.MAX_TEXT + 1) * MAX_CHARACTER);
		return new ProtocolException(this,
				ArgumentException.cut(new String(buffer, offset, bytes, StandardCharsets.UTF_8)));
	}

	/**
	 * The first 200 characters of a broken frame.
	 * @return the start, {@code null} if the frame itself was in order
	 */
	public @Nullable String getQuote() {
		return this.quote;
	}

}
