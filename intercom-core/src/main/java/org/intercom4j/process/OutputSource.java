package org.intercom4j.process;

/**
 * The two output streams of a process.
 *
 * @since 0.1.0
 */
public enum OutputSource {

	/** Standard output. */
	STDOUT,

	/** Standard error. */
	STDERR;

	/**
	 * The name of the event that carries a line of this stream.
	 * @return {@code stdout} or {@code stderr}
	 */
	public String eventName() {
		return (this == STDOUT) ? "stdout" : "stderr";
	}

}
