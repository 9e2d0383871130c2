package org.intercom4j.benchmarks;

/**
 * Something that is measured, in rounds that are all the same.
 */
interface Measure {

	/**
	 * The name by which it is chosen.
	 */
	String name();

	/**
	 * Starts what all rounds share, of ours and of the rivals.
	 * @throws Exception if something does not start
	 */
	default void open() throws Exception {
	}

	/**
	 * Measures ours and its rivals, one beside the other.
	 * @param round tells which of them is first
	 * @param results where the figures go
	 * @throws Exception if something cannot be measured
	 */
	void round(Round round, Results results) throws Exception;

	/**
	 * Ends what the rounds have left running, of ours and of the rivals.
	 * @throws Exception if something does not end
	 */
	default void close() throws Exception {
	}

}
