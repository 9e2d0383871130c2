package org.intercom4j.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.intercom4j.ChildInfo;
import org.intercom4j.dnode.RemoteFunction;

/**
 * Turns the tagged values of a vector into values of Java and back. Used by one thread at
 * a time.
 */
final class VectorValues {

	private static final int LONGEST_TEXT = 400;

	private final BiConsumer<String, List<Object>> functions;

	private final UnaryOperator<String> texts;

	private final Map<String, NamedFunction> named = new HashMap<>();

	private final List<Object> remotes = new ArrayList<>();

	/**
	 * Values whose functions do this and whose texts are shown so.
	 */
	VectorValues(BiConsumer<String, List<Object>> functions, UnaryOperator<String> texts) {
		this.functions = functions;
		this.texts = texts;
	}

	Object[] arguments(Object tagged, List<Object> handled) {
		List<?> source = (tagged != null) ? (List<?>) tagged : List.of();
		return source.stream().map((value) -> value(value, handled)).toArray();
	}

	Object value(Object tagged, List<Object> handled) {
		if (tagged instanceof List<?> source) {
			List<Object> list = new ArrayList<>();
			source.forEach((element) -> list.add(value(element, handled)));
			return list;
		}
		if (!(tagged instanceof Map<?, ?> source)) {
			return tagged;
		}
		String first = source.isEmpty() ? "" : (String) source.keySet().iterator().next();
		return switch (first) {
			case "$undefined" -> null;
			case "$error" -> new ScriptError((String) source.get(first));
			case "$date" -> Date.from(Instant.parse((String) source.get(first)));
			case "$number" -> Double.valueOf((String) source.get(first));
			case "$regexp" -> Pattern.compile((String) source.get(first));
			case "$fn" -> function((String) source.get(first));
			case "$text" -> ((String) source.get(first)).repeat(((Number) source.get("times")).intValue());
			case "$cycle" -> cycle(source.get(first));
			case "$arg" -> handled.get(((Number) source.get(first)).intValue());
			case "$env" -> System.getenv((String) source.get(first));
			case "$argv", "$scriptArg", "$cwd", "$execArgv" -> ScriptEnvironment.value(first);
			default -> object(source, handled);
		};
	}

	private static Object cycle(Object name) {
		Map<String, Object> cycle = new LinkedHashMap<>();
		cycle.put("name", name);
		cycle.put("self", cycle);
		return cycle;
	}

	private Object object(Map<?, ?> source, List<Object> handled) {
		Map<String, Object> object = new LinkedHashMap<>();
		source.forEach((key, value) -> {
			// an undefined member is no member; Java has no other word for it
			if (!(value instanceof Map<?, ?> map && map.containsKey("$undefined"))) {
				object.put((String) key, value(value, handled));
			}
		});
		return object;
	}

	private NamedFunction function(String name) {
		return this.named.computeIfAbsent(name,
				(key) -> new NamedFunction(key, (args) -> this.functions.accept(key, args)));
	}

	/** As the recorder writes it. */
	List<Object> show(List<?> values) {
		return showList(values, List.of());
	}

	private List<Object> showList(List<?> values, List<Object> ancestors) {
		List<Object> shown = new ArrayList<>();
		values.forEach((value) -> shown.add(show(value, ancestors)));
		return shown;
	}

	private Object show(Object value, List<Object> ancestors) {
		if (value instanceof String text) {
			String mapped = this.texts.apply(text);
			return (mapped.length() > LONGEST_TEXT) ? "<text of " + mapped.length() + " characters>" : mapped;
		}
		if (value instanceof Throwable error) {
			return Map.of("$error", String.valueOf(error.getMessage()));
		}
		if (value instanceof NamedFunction function) {
			return Map.of("$fn", function.name());
		}
		if (value instanceof RemoteFunction remote) {
			if (!this.remotes.contains(remote)) {
				this.remotes.add(remote);
			}
			return Map.of("$remote", this.remotes.indexOf(remote));
		}
		if (value instanceof Date date) {
			return Map.of("$date", date.toInstant().toString());
		}
		return (value instanceof ChildInfo info) ? data(info) : structure(value, ancestors);
	}

	private Object structure(Object value, List<Object> ancestors) {
		if (ancestors.stream().anyMatch((ancestor) -> ancestor == value)) {
			return Map.of("$circular", true);
		}
		List<Object> path = new ArrayList<>(ancestors);
		path.add(value);
		if (value instanceof List<?> list) {
			return showList(list, path);
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, Object> shown = new LinkedHashMap<>();
			map.forEach((key, member) -> shown.put((String) key, show(member, path)));
			return shown;
		}
		return value;
	}

	/** The data record of the original, as far as its process lives. */
	Map<String, Object> data(ChildInfo info) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("ctime", (info.startedAt() != null) ? "<ctime>" : null);
		data.put("script", this.texts.apply(info.script()));
		data.put("options", info.options());
		data.put("pid", (info.pid() != null) ? "<pid>" : null);
		data.put("env", info.env());
		if (info.cwd() != null) {
			data.put("cwd", this.texts.apply(info.cwd()));
		}
		return data;
	}

}
