package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the names of an emitter are written.
 *
 * @param wildcard whether names are cut into segments
 * @param delimiter the text between two segments
 */
record NameSyntax(boolean wildcard, String delimiter) {

	EventName parse(String text) {
		List<String> segments = this.wildcard ? split(text) : List.of(text);
		return new EventName(text, text, segments, isPattern(segments));
	}

	/**
	 * Understands a list; its elements are not cut again.
	 */
	EventName parse(List<String> segments) {
		if (segments.isEmpty()) {
			throw new IllegalArgumentException("'event' must not be empty");
		}
		List<String> given = List.copyOf(segments);
		String text = join(given);
		return new EventName(given, text, this.wildcard ? given : List.of(text), isPattern(given));
	}

	String join(List<String> segments) {
		return (segments.size() == 1) ? segments.get(0) : String.join(this.delimiter, segments);
	}

	private boolean isPattern(List<String> segments) {
		for (int index = 0; this.wildcard && index < segments.size(); index++) {
			if (Wildcards.isWildcard(segments.get(index))) {
				return true;
			}
		}
		return false;
	}

	private List<String> split(String text) {
		int end = text.indexOf(this.delimiter);
		if (end < 0) {
			return List.of(text);
		}
		List<String> segments = new ArrayList<>();
		int start = 0;
		while (end >= 0) {
			segments.add(text.substring(start, end));
			start = end + this.delimiter.length();
			end = text.indexOf(this.delimiter, start);
		}
		segments.add(text.substring(start));
		return Collections.unmodifiableList(segments);
	}

}
