package org.intercom4j;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What happens to a child's standard output and standard error.
 *
 * @param inherit whether the child writes to the application's own streams; there are no
 * output events then
 * @param charset the charset of the output
 * @param maxLineLength the longest line in characters; a longer one comes in pieces
 * @param tailLines how many of the last lines are kept for Actuator and crash reports
 * @since 0.1.0
 */
public record OutputOptions(boolean inherit, Charset charset, int maxLineLength, int tailLines) {

	/** Captured, UTF-8, lines up to 64 Ki characters, the last 200 lines kept. */
	public static final OutputOptions DEFAULT = new OutputOptions(false, StandardCharsets.UTF_8, 64 * 1024, 200);

	/**
	 * Refuses lengths that cannot be.
	 */
	public OutputOptions {
		if (maxLineLength < 2) {
			throw new IllegalArgumentException("'maxLineLength' must be at least 2 but was " + maxLineLength);
		}
		if (tailLines < 0) {
			throw new IllegalArgumentException("'tailLines' must not be negative but was " + tailLines);
		}
	}

}
