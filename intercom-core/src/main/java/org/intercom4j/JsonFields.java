package org.intercom4j;

import java.util.List;

/**
 * The names of the members that have a meaning in a line of JSON. Of several names the
 * first one that the line has counts.
 *
 * @param message the members that are the message
 * @param level the members that are the level: a name such as {@code warn}, or a number
 * from 10 (trace) to 60 (fatal)
 * @param ignored the members that are not logged
 * @since 0.1.0
 */
public record JsonFields(List<String> message, List<String> level, List<String> ignored) {

	/** {@code message} or {@code msg}, {@code level}, without {@code timestamp}. */
	public static final JsonFields DEFAULT = new JsonFields(List.of("message", "msg"), List.of("level"),
			List.of("timestamp"));

	/**
	 * Copies the names.
	 */
	public JsonFields {
		message = List.copyOf(message);
		level = List.copyOf(level);
		ignored = List.copyOf(ignored);
	}

}
