package org.intercom4j.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks things up in the program of a vector.
 *
 * @param vector the vector
 */
record Program(Map<?, ?> vector) {

	/** Operations as a list; none when there are none. */
	static List<Map<?, ?>> list(Object operations) {
		List<Map<?, ?>> list = new ArrayList<>();
		if (operations instanceof List<?> elements) {
			elements.forEach((element) -> list.add((Map<?, ?>) element));
		}
		return list;
	}

	Map<?, ?> options() {
		return (Map<?, ?>) this.vector.get("options");
	}

	List<Map<?, ?>> main() {
		return list(this.vector.get("main"));
	}

	List<Map<?, ?>> handlers() {
		return list(this.vector.get("on"));
	}

	/** The program of the nth process. */
	Map<?, ?> child(int number) {
		Map<?, ?> child = (Map<?, ?>) this.vector.get("child");
		if (child.get("runs") instanceof List<?> runs) {
			return (Map<?, ?>) runs.get(Math.min(number, runs.size()) - 1);
		}
		return child;
	}

	/** Whether the parent's side has such an operation anywhere. */
	boolean parentDoes(String operation) {
		return !parentOperations(operation).isEmpty();
	}

	List<Map<?, ?>> parentOperations(String operation) {
		List<Map<?, ?>> found = new ArrayList<>();
		collect(this.vector.get("main"), operation, found);
		collect(this.vector.get("on"), operation, found);
		collect(this.vector.get("fns"), operation, found);
		return found;
	}

	List<Map<?, ?>> childOperations(String operation) {
		List<Map<?, ?>> found = new ArrayList<>();
		collect(this.vector.get("child"), operation, found);
		return found;
	}

	static void collect(Object node, String operation, List<Map<?, ?>> found) {
		if (node instanceof List<?> list) {
			list.forEach((element) -> collect(element, operation, found));
		}
		if (node instanceof Map<?, ?> map) {
			if (operation.equals(map.get("do"))) {
				found.add(map);
			}
			map.values().forEach((value) -> collect(value, operation, found));
		}
	}

	/** The names that the parent's side emits to both sides. */
	List<Object> parentEmits() {
		List<Object> names = new ArrayList<>();
		parentOperations("emit").forEach((emit) -> names.add(Decisions.joined(emit.get("event"), delimiter())));
		return names;
	}

	String delimiter() {
		boolean own = options().get("eventOptions") instanceof Map<?, ?> given && given.containsKey("delimiter");
		return own ? (String) ((Map<?, ?>) options().get("eventOptions")).get("delimiter") : "::";
	}

}
