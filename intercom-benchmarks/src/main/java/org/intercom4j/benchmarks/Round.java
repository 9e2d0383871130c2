package org.intercom4j.benchmarks;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One round of a measure.
 *
 * @param number its number from 1, or 0 for the one that does not count
 */
record Round(int number) {

	static final Round WARM_UP = new Round(0);

	/**
	 * Whether two JVMs, whose compilers take their time, are to be warmed up.
	 */
	boolean warmsUp(Language language) {
		return this.number == 0 && language == Language.JAVA;
	}

	/**
	 * Measures all, ours first in odd rounds and last in even ones, so that none always
	 * finds the machine as the same other has left it.
	 */
	void inTurn(Step... oursAndRivals) throws Exception {
		List<Step> steps = Arrays.asList(oursAndRivals.clone());
		if (this.number % 2 == 0) {
			Collections.reverse(steps);
		}
		for (Step step : steps) {
			step.run();
		}
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
