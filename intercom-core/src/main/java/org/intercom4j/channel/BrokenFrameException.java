package org.intercom4j.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A line that was dropped because it is over the frame limit.
 *
 * @since 0.1.0
 */
public final class BrokenFrameException extends IOException {

	private static final long serialVersionUID = 1L;

	private static final int EXCERPT_CHARACTERS = 200;

	private static final int MOST_BYTES_OF_A_CHARACTER = 4;

	private final int limit;

	private final String excerpt;

	private BrokenFrameException(int limit, String excerpt) {
		super("Expected a frame of at most " + limit + " bytes but was a longer one that begins with '" + excerpt
				+ "'");
		this.limit = limit;
		this.excerpt = excerpt;
	}

	static BrokenFrameException overLimit(int limit, byte[] buffer, int offset, int length) {
		int bytes = Math.min(length, EXCERPT_CHARACTERS * MOST_BYTES_OF_A_CHARACTER);
		String text = new String(buffer, offset, bytes, StandardCharsets.UTF_8);
		int end = Math.min(text.length(), EXCERPT_CHARACTERS);
		if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
			end--;
		}
		return new BrokenFrameException(limit, text.substring(0, end));
	}

	/**
	 * The limit that the line exceeds.
	 * @return the most bytes that a frame may have
	 */
	public int limit() {
		return this.limit;
	}

	/**
	 * How the line begins.
	 * @return at most its first 200 characters
	 */
	public String excerpt() {
		return this.excerpt;
	}

}
