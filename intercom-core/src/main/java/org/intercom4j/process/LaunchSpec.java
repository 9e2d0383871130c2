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
 * @param resources what the operating system allows it
 * @since 0.1.0
 */
public record LaunchSpec(String name, Program program, Map<String, String> environment, Path directory,
		boolean inheritOutput, Charset charset, int maxLineLength, ResourceLimits resources) {

	/**
	 * Copies the environment and checks the length of lines.
	 */
	public LaunchSpec {
		if (maxLineLength < 2) {
			throw new IllegalArgumentException("'maxLineLength' must be at least 2 but was " + maxLineLength);
		}
		environment = Map.copyOf(environment);
	}

	/**
	 * A process to which the system allows what it allows the application.
	 * @param name the child's name
	 * @param program the program and its arguments
	 * @param environment the whole environment
	 * @param directory the working directory
	 * @param inheritOutput whether the process writes to the application's own streams
	 * @param charset the charset of its output
	 * @param maxLineLength the longest line in characters
	 */
	public LaunchSpec(String name, Program program, Map<String, String> environment, Path directory,
			boolean inheritOutput, Charset charset, int maxLineLength) {
		this(name, program, environment, directory, inheritOutput, charset, maxLineLength, ResourceLimits.INHERITED);
	}

	/**
	 * The same process with other limits.
	 * @param resources what the operating system allows it
	 * @return a copy
	 */
	public LaunchSpec with(ResourceLimits resources) {
		return new LaunchSpec(this.name, this.program, this.environment, this.directory, this.inheritOutput,
				this.charset, this.maxLineLength, resources);
	}

}
