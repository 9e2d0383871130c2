package org.intercom4j.emitter;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers which node was entered with which segment of the name, so that a walk with
 * several {@code **} stays linear.
 */
final class Visits {

	private final Map<Node, BitSet> visits = new HashMap<>();

	/**
	 * Notes a visit.
	 * @return whether it is the first one
	 */
	boolean isFirst(Node node, int segment) {
		BitSet segments = segments(node);
		boolean first = !segments.get(segment);
		segments.set(segment);
		return first;
	}

	/**
	 * Notes a visit that covers all later segments too.
	 * @return whether no such visit covered it
	 */
	boolean isEarliest(Node node, int segment) {
		BitSet segments = segments(node);
		int earliest = segments.nextSetBit(0);
		segments.set(segment);
		return earliest < 0 || segment < earliest;
	}

	private BitSet segments(Node node) {
		return this.visits.computeIfAbsent(node, (key) -> new BitSet());
	}

}
