package org.intercom4j.process;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;

/**
 * Everything that is needed to launch one process.
 *
 * @param name the child's name, for thread names and messages
 * @param program the program and its arguments
 * @param environment the whole environment of the process, nothing is inherited
 * @param directory the working directory
 * @param inheritOutput whether the process writes to the application's own streams
 * @param charset the charset of its output
 * @param maxLineLength the longest line in characters, at least 2; a longer one comes in
 * pieces
 * @since 0.1.0
 */
public record LaunchSpec(String name, Program program, Map<String, String> environment, Path directory,
		boolean inheritOutput, Charset charset, int maxLineLength) {

	/**
	 * Copies the environment and checks the length of lines.
	 */
	public LaunchSpec {
		if (maxLineLength < 2) {
			throw new IllegalArgumentException("'maxLineLength' must be at least 2 but was " + maxLineLength);
		}
		environment = Map.copyOf(environment);
	}

}
