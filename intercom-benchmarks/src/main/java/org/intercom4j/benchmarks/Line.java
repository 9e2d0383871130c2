package org.intercom4j.benchmarks;

/**
 * A line of the table before anything is measured.
 *
 * @param name what is measured
 * @param unit the unit of its figures
 * @param bar what has to be reached
 */
record Line(String name, String unit, Bar bar) {

	Line(String name, String unit) {
		this(name, unit, Bar.NONE);
	}

}
