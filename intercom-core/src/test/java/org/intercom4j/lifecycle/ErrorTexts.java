package org.intercom4j.lifecycle;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which texts of errors are meant to be the same: those of the package and those of the
 * vector's own program. The others come from the original's script engine.
 */
final class ErrorTexts {

	private static final Pattern OF_PACKAGE = Pattern
		.compile("(Cannot (start|stop) process|Forking Error|request for non-enumerable method|no such method"
				+ "|Received forbidden|(Local|Remote) RPC Session).*");

	private final Set<String> ofProgram = new HashSet<>();

	private final Set<Object> byHand = new HashSet<>();

	ErrorTexts(Map<?, ?> vector) {
		collect(List.of(vector.get("main"), vector.get("child")));
		collect(vector.get("on"));
		collect(vector.get("fns"));
	}

	private void collect(Object node) {
		if (node instanceof List<?> list) {
			list.forEach(this::collect);
		}
		if (node instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				if (value instanceof String text && (key.equals("$error") || key.equals("message"))) {
					this.ofProgram.add(text);
				}
				collect(value);
			});
			if ("localEmit".equals(map.get("do")) && "error".equals(map.get("event"))) {
				this.byHand.add(Expectation.plain(map.get("args")));
			}
		}
	}

	/** Whether an entry is an error event that the program emitted itself. */
	boolean isByHand(Object entry) {
		return entry instanceof Map<?, ?> map && "error".equals(map.get("ev")) && this.byHand.contains(map.get("args"));
	}

	boolean same(Object wanted, Object found) {
		if (wanted instanceof List<?> list && found instanceof List<?> other) {
			return list.size() == other.size() && sameElements(list, other);
		}
		if (!(wanted instanceof Map<?, ?> map) || !(found instanceof Map<?, ?> other)) {
			return Objects.equals(wanted, found);
		}
		if (map.get("$error") instanceof String text && other.containsKey("$error") && !isMeant(text)) {
			return true;
		}
		return map.keySet().equals(other.keySet())
				&& map.keySet().stream().allMatch((key) -> same(map.get(key), other.get(key)));
	}

	private boolean sameElements(List<?> list, List<?> other) {
		for (int i = 0; i < list.size(); i++) {
			if (!same(list.get(i), other.get(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * What the original lets out of a listener, this port hands to the error listeners.
	 */
	boolean sameFailure(Map<?, ?> wanted, Object found) {
		if (!(wanted.get("uncaught") instanceof String text) || !Expectation.isTag(found, "ev")) {
			return false;
		}
		String message = text.replaceFirst("^Error: ", "");
		Map<?, ?> error = Map.of("ev", "error", "args",
				List.of("Local RPC Session error occured!", Map.of("$error", message)));
		return this.ofProgram.contains(message) && error.equals(found);
	}

	/** Whether this text of an exception comes from the vector's own program. */
	boolean isOfProgram(String uncaught) {
		return this.ofProgram.contains(uncaught.replaceFirst("^Error: ", ""));
	}

	private boolean isMeant(String text) {
		return this.ofProgram.contains(text) || OF_PACKAGE.matcher(text).matches();
	}

}
