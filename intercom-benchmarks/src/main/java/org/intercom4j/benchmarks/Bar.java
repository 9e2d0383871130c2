package org.intercom4j.benchmarks;

import java.util.Locale;

/**
 * What a line of the table has to reach.
 *
 * @param kind what is compared with what
 * @param value the limit: a ratio to the rival, or a figure of ours
 */
record Bar(Kind kind, double value) {

	static final Bar NONE = new Bar(Kind.NONE, 0);

	static Bar ratioAtLeast(double ratio) {
		return new Bar(Kind.RATIO_AT_LEAST, ratio);
	}

	static Bar ratioAtMost(double ratio) {
		return new Bar(Kind.RATIO_AT_MOST, ratio);
	}

	static Bar atMost(double figure) {
		return new Bar(Kind.AT_MOST, figure);
	}

	/**
	 * Whether it is met, or an empty text where there is no bar or no ratio.
	 */
	String verdict(double ours, double ratio) {
		return switch (this.kind) {
			case NONE -> "";
			case RATIO_AT_LEAST -> Double.isNaN(ratio) ? "" : word(ratio >= this.value);
			case RATIO_AT_MOST -> Double.isNaN(ratio) ? "" : word(ratio <= this.value);
			case AT_MOST -> word(ours <= this.value);
		};
	}

	private static String word(boolean met) {
		return met ? "yes" : "NO";
	}

	@Override
	public String toString() {
		return switch (this.kind) {
			case NONE -> "";
			case RATIO_AT_LEAST -> String.format(Locale.ROOT, ">= %.1fx", this.value);
			case RATIO_AT_MOST -> String.format(Locale.ROOT, "<= %.1fx", this.value);
			case AT_MOST -> "<= " + Figures.text(this.value);
		};
	}

	/**
	 * What is compared with what.
	 */
	enum Kind {

		NONE, RATIO_AT_LEAST, RATIO_AT_MOST, AT_MOST

	}

}
