package org.intercom4j.benchmarks;

/**
 * One round of a measure.
 *
 * @param number its number from 1, or 0 for the one that does not count
 */
record Round(int number) {

	static final Round WARM_UP = new Round(0);

	/** With so many the compilers of a JVM are done. */
	private static final int JAVA_EVENTS = 500_000;

	/**
	 * How many events ours sends: more than are measured, where a JVM warms up.
	 */
	int events(Language language, int measured) {
		return (this.number == 0 && language == Language.JAVA) ? Math.max(JAVA_EVENTS, measured) : measured;
	}

	/**
	 * Measures both, ours first in odd rounds and the original first in even ones, so
	 * that neither always finds the machine as the other has left it.
	 */
	void inTurn(Step ours, Step original) throws Exception {
		boolean oursFirst = this.number % 2 == 1;
		(oursFirst ? ours : original).run();
		(oursFirst ? original : ours).run();
	}

	/**
	 * Measures one side.
	 */
	interface Step {

		/**
		 * Measures.
		 * @throws Exception if something cannot be measured
		 */
		void run() throws Exception;

	}

}
