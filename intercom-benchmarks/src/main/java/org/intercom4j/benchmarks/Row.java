package org.intercom4j.benchmarks;

/**
 * A line of the table with what was measured.
 *
 * @param line what was measured
 * @param ours the figures of this project
 * @param rival the figures of what it is measured beside
 */
record Row(Line line, Statistics ours, Statistics rival) {

	/**
	 * There is none to a rival that spends nothing.
	 */
	double ratio() {
		return (this.rival.median() > 0) ? this.ours.median() / this.rival.median() : Double.NaN;
	}

	String met() {
		return this.line.bar().verdict(this.ours.median(), ratio());
	}

}
