package org.intercom4j.benchmarks;

import java.util.List;

/**
 * Children that do nothing, and what reads their output.
 */
interface IdleChildren {

	/** No JVM: what counts is what the application spends. */
	List<String> COMMAND = List.of("sleep", "1000");

	/**
	 * Starts the threads that all children share.
	 * @throws Exception if they cannot be started
	 */
	default void prepare() throws Exception {
	}

	/**
	 * Starts one more.
	 * @throws Exception if it does not start
	 */
	void startOne() throws Exception;

	/**
	 * Ends them all by their own handles.
	 * @throws Exception if one does not end
	 */
	void end() throws Exception;

}
