package org.intercom4j.emitter;

import java.util.List;

/**
 * The name of an event, understood.
 *
 * @param given the text or the list of segments as the caller gave it
 * @param text the joined segments
 * @param segments the segments; the text itself where wildcards are off
 * @param pattern whether one of the segments is a wildcard
 */
record EventName(Object given, String text, List<String> segments, boolean pattern) {

	/**
	 * Whether listeners can be registered for it. Names with two {@code **} in a row are
	 * dropped, as EventEmitter2 does.
	 */
	boolean isRegistrable() {
		for (int index = 1; this.pattern && index < this.segments.size(); index++) {
			if (isGlobstar(index - 1) && isGlobstar(index)) {
				return false;
			}
		}
		return true;
	}

	private boolean isGlobstar(int index) {
		return this.segments.get(index).equals(Wildcards.GLOBSTAR);
	}

}
