package org.intercom4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of output that is a JSON object.
 *
 * @param message its message, or the whole line when it has none
 * @param level its level, or {@code null} when it has none that is known
 * @param members the other members
 */
record JsonLine(String message, @Nullable OutputLevel level, Map<String, @Nullable Object> members) {

	private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT = new TypeReference<>() {
	};

	/** The line, or {@code null} when it is no JSON object. */
	static @Nullable JsonLine of(String line, JsonFields fields) {
		if (!line.startsWith("{")) {
			return null;
		}
		Map<String, @Nullable Object> members;
		try {
			members = JsonMapper.shared().readValue(line, OBJECT);
		}
		catch (JacksonException ex) {
			return null; // whatever begins with a brace and is something else
		}
		fields.ignored().forEach(members::remove);
		String message = message(members, fields.message());
		return new JsonLine((message != null) ? message : line, level(members, fields.level()), members);
	}

	private static @Nullable String message(Map<String, @Nullable Object> members, List<String> names) {
		for (String name : names) {
			if (members.get(name) instanceof String text) {
				members.remove(name);
				return text;
			}
		}
		return null;
	}

	/** One that is not known stays among the members, so that nothing is lost. */
	private static @Nullable OutputLevel level(Map<String, @Nullable Object> members, List<String> names) {
		for (String name : names) {
			Object value = members.get(name);
			OutputLevel level = (value instanceof Number number) ? level(number.intValue())
					: level(String.valueOf(value));
			if (level != null) {
				members.remove(name);
				return level;
			}
		}
		return null;
	}

	private static @Nullable OutputLevel level(String name) {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "trace" -> OutputLevel.TRACE;
			case "debug", "verbose" -> OutputLevel.DEBUG;
			case "info", "information", "notice" -> OutputLevel.INFO;
			case "warn", "warning" -> OutputLevel.WARN;
			case "error", "err", "severe", "fatal", "critical", "alert", "emerg" -> OutputLevel.ERROR;
			default -> null;
		};
	}

	/** The numbers that loggers of Node.js write. */
	private static @Nullable OutputLevel level(int number) {
		if (number < 10 || number > 69) {
			return null;
		}
		return switch (number / 10) {
			case 1 -> OutputLevel.TRACE;
			case 2 -> OutputLevel.DEBUG;
			case 3 -> OutputLevel.INFO;
			case 4 -> OutputLevel.WARN;
			default -> OutputLevel.ERROR;
		};
	}

}
