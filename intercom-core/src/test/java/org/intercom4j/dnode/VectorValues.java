package org.intercom4j.dnode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonAnyGetter;

/**
 * Makes values of the tagged JSON of a vector.
 */
final class VectorValues {

	private final Function<String, Callback> functions;

	private final Function<Long, RemoteFunction> remotes;

	VectorValues(Function<String, Callback> functions, Function<Long, RemoteFunction> remotes) {
		this.functions = functions;
		this.remotes = remotes;
	}

	Object[] arguments(Object tagged) {
		List<?> source = (List<?>) tagged;
		Object[] args = new Object[source.size()];
		List<Runnable> references = new ArrayList<>();
		for (int i = 0; i < args.length; i++) {
			int index = i;
			place(source.get(i), (value) -> args[index] = value, args, references);
		}
		references.forEach(Runnable::run);
		return args;
	}

	Object value(Object tagged) {
		return arguments(List.of(tagged))[0];
	}

	static boolean isTag(Object value, String tag) {
		return value instanceof Map<?, ?> map && map.containsKey(tag);
	}

	private void place(Object tagged, Consumer<Object> target, Object[] root, List<Runnable> references) {
		if (isTag(tagged, "$ref")) {
			List<?> path = (List<?>) ((Map<?, ?>) tagged).get("$ref");
			references.add(() -> target.accept(at(root, path)));
		}
		else if (tagged instanceof List<?> source) {
			List<Object> list = new ArrayList<>();
			target.accept(list);
			for (int i = 0; i < source.size(); i++) {
				int index = i;
				list.add(null);
				place(source.get(i), (value) -> list.set(index, value), root, references);
			}
		}
		else if (tagged instanceof Map<?, ?> source) {
			target.accept(structure(source, root, references));
		}
		else {
			target.accept(tagged);
		}
	}

	private Object structure(Map<?, ?> source, Object[] root, List<Runnable> references) {
		Object first = source.isEmpty() ? "" : source.keySet().iterator().next();
		return switch ((String) first) {
			case "$undefined" -> null;
			case "$error" -> new TaggedError(source);
			case "$date" -> Date.from(Instant.parse((String) source.get("$date")));
			case "$number" -> Double.valueOf((String) source.get("$number"));
			case "$regexp" -> Pattern.compile((String) source.get("$regexp"));
			case "$fn" -> this.functions.apply((String) source.get("$fn"));
			case "$remote" -> this.remotes.apply(((Number) source.get("$remote")).longValue());
			default -> object(source, root, references);
		};
	}

	private Object object(Map<?, ?> source, Object[] root, List<Runnable> references) {
		Map<String, Object> object = new LinkedHashMap<>();
		source.forEach((key, value) -> {
			// an undefined member is no member; Java has no other word for it
			if (!isTag(value, "$undefined")) {
				object.put((String) key, null);
				place(value, (placed) -> object.put((String) key, placed), root, references);
			}
		});
		return object;
	}

	static Object at(Object root, List<?> path) {
		Object node = root;
		for (Object step : path) {
			String key = step.toString();
			if (node instanceof Object[] array) {
				node = array[Integer.parseInt(key)];
			}
			else if (node instanceof List<?> list) {
				node = list.get(Integer.parseInt(key));
			}
			else {
				node = ((Map<?, ?>) node).get(key);
			}
		}
		return node;
	}

	/**
	 * An error object with the members that the vector gives it.
	 */
	static final class TaggedError extends Exception {

		private static final long serialVersionUID = 1L;

		private final transient Map<String, Object> members = new LinkedHashMap<>();

		TaggedError(Map<?, ?> tagged) {
			super((String) tagged.get("$error"));
			tagged.forEach((key, value) -> this.members.put((String) key, value));
			this.members.remove("$error");
		}

		@JsonAnyGetter
		Map<String, Object> members() {
			return this.members;
		}

	}

}
