package org.intercom4j.benchmarks;

import java.util.Locale;

/**
 * Numbers as people read them: with three digits or more.
 */
final class Figures {

	private Figures() {
	}

	static String text(double value) {
		if (Double.isNaN(value)) {
			return "-";
		}
		double size = Math.abs(value);
		return String.format(Locale.ROOT, (size >= 100) ? "%,.0f" : (size >= 10) ? "%.1f" : "%.2f", value);
	}

}
