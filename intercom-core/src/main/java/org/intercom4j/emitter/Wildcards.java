package org.intercom4j.emitter;

import java.util.List;

/**
 * The two wildcard segments and the rule by which two patterns meet.
 */
final class Wildcards {

	/**
	 * Stands for exactly one segment.
	 */
	static final String STAR = "*";

	/**
	 * Stands for any number of segments.
	 */
	static final String GLOBSTAR = "**";

	private Wildcards() {
	}

	static boolean isWildcard(String segment) {
		return segment.equals(STAR) || segment.equals(GLOBSTAR);
	}

	/**
	 * Whether some plain name is matched by both patterns.
	 * @param first a pattern or a plain name
	 * @param second a pattern or a plain name
	 * @return whether they meet
	 */
	static boolean meet(List<String> first, List<String> second) {
		boolean[] row = new boolean[second.size() + 1];
		row[second.size()] = true;
		for (int column = second.size() - 1; column >= 0; column--) {
			row[column] = row[column + 1] && second.get(column).equals(GLOBSTAR);
		}
		for (int index = first.size() - 1; index >= 0; index--) {
			row = precedingRow(first.get(index), second, row);
		}
		return row[0];
	}

	/**
	 * One step of the dynamic programme: {@code row[j]} says whether the rest of the
	 * first pattern meets the second one from its segment j on.
	 */
	private static boolean[] precedingRow(String segment, List<String> second, boolean[] next) {
		boolean[] row = new boolean[next.length];
		int end = second.size();
		row[end] = next[end] && segment.equals(GLOBSTAR);
		for (int column = end - 1; column >= 0; column--) {
			String other = second.get(column);
			if (segment.equals(GLOBSTAR) || other.equals(GLOBSTAR)) {
				row[column] = next[column] || row[column + 1];
			}
			else {
				row[column] = next[column + 1] && isSameSegment(segment, other);
			}
		}
		return row;
	}

	private static boolean isSameSegment(String segment, String other) {
		return segment.equals(STAR) || other.equals(STAR) || segment.equals(other);
	}

}
