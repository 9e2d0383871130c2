package org.intercom4j.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/**
 * The median and the spread of figures.
 *
 * @param count how many there are
 * @param median the middle one, or the mean of the two in the middle
 * @param min the smallest
 * @param max the largest
 */
record Statistics(int count, double median, double min, double max) {

	static final Statistics NONE = new Statistics(0, Double.NaN, Double.NaN, Double.NaN);

	static Statistics of(Collection<Double> figures) {
		if (figures.isEmpty()) {
			return NONE;
		}
		double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		int middle = sorted.length / 2;
		double median = (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		return new Statistics(sorted.length, median, sorted[0], sorted[sorted.length - 1]);
	}

	/**
	 * The figure that the given share of all does not exceed, by nearest rank.
	 */
	static double percentile(double[] figures, double share) {
		double[] sorted = figures.clone();
		Arrays.sort(sorted);
		return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
	}

	String spread() {
		return (this.count == 0) ? "-" : Figures.text(this.min) + " - " + Figures.text(this.max);
	}

}
