package org.intercom4j.process;

import java.io.IOException;

/**
 * The way that the output of one process takes: told to its builder, then read.
 */
interface OutputRoute {

	/** Before the start. */
	void redirect(ProcessBuilder builder);

	/**
	 * After the start: lets the output be read.
	 * @throws IOException if it cannot be read
	 */
	void begin(Process process) throws IOException;

	/** There is no process, or nobody to read it: closes whatever is open. */
	void abandon();

}
