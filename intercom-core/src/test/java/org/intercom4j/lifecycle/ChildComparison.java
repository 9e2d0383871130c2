package org.intercom4j.lifecycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what the processes of a vector logged and what went over their channels.
 */
final class ChildComparison {

	/** What a JVM may still see of its channel while a signal ends it. */
	private static final String LAST_WORDS = "rpcexit";

	private final Expectation expected;

	private final List<?> runs;

	private final ErrorTexts errorTexts;

	private final List<String> differences = new ArrayList<>();

	ChildComparison(Expectation expected, Map<String, Object> actual, ErrorTexts errorTexts) {
		this.expected = expected;
		this.runs = (List<?>) actual.get("childLog");
		this.errorTexts = errorTexts;
	}

	List<String> differences() {
		if (this.expected.childLog != null) {
			this.expected.childLog.forEach((run) -> log(run, found(run)));
		}
		if (this.expected.frames != null) {
			this.expected.frames.forEach((run) -> frames(run, found(run)));
		}
		return this.differences;
	}

	private Map<?, ?> found(Map<String, Object> wanted) {
		for (Object run : this.runs) {
			if (Expectation.plain(((Map<?, ?>) run).get("run")).equals(wanted.get("run"))) {
				return (Map<?, ?>) run;
			}
		}
		return Map.of();
	}

	private void log(Map<String, Object> wanted, Map<?, ?> found) {
		List<?> wantedEntries = (List<?>) wanted.get("entries");
		List<Object> entries = Expectation.list(found.get("entries"));
		int size = wantedEntries.size();
		if (entries.size() > size && LAST_WORDS.equals(Expectation.name(entries.get(size)))) {
			entries = entries.subList(0, size);
		}
		if (!this.errorTexts.same(wantedEntries, entries)) {
			report("log of run " + wanted.get("run"), wantedEntries, entries);
		}
	}

	private void report(String what, Object wanted, Object found) {
		this.differences.add("%s: expected%n    %s%n  but was%n    %s".formatted(what, wanted, found));
	}

	private void frames(Map<String, Object> wanted, Map<?, ?> found) {
		List<?> toChild = Expectation.list(found.get("toChild"));
		List<?> toParent = Expectation.list(found.get("toParent"));
		int ofParent = furtherMethods(toChild);
		int ofChild = furtherMethods(toParent);
		direction("to child", wanted, "toChild", plain(toChild, ofParent, ofChild));
		direction("to parent", wanted, "toParent", plain(toParent, ofChild, ofParent));
	}

	private void direction(String what, Map<String, Object> run, String key, List<Object> frames) {
		if (run.get(key) != null && !run.get(key).equals(frames)) {
			report("frames of run %s %s".formatted(run.get("run"), what), run.get(key), frames);
		}
	}

	/** How many methods a side offers beyond the one of the original. */
	private static int furtherMethods(List<?> frames) {
		return frames.isEmpty() ? 0 : methods(frames.get(0)).size() - 1;
	}

	private static Map<?, ?> methods(Object frame) {
		return (Map<?, ?>) ((List<?>) ((Map<?, ?>) frame).get("arguments")).get(0);
	}

	/** The frames without the further methods, as if their ids had never been given. */
	private static List<Object> plain(List<?> frames, int ofSender, int ofReceiver) {
		List<Object> plain = new ArrayList<>();
		for (Object frame : frames) {
			Map<String, Object> copy = Expectation.object(frame);
			Object method = copy.get("method");
			if ("methods".equals(method)) {
				copy.put("arguments", List.of(Map.of("emit", methods(frame).get("emit"))));
				copy.put("callbacks", Map.of("0", List.of("0", "emit")));
			}
			else {
				copy.computeIfPresent("method", (key, id) -> shifted(id, ofReceiver));
				copy.computeIfPresent("callbacks", (key, callbacks) -> shiftedKeys((Map<?, ?>) callbacks, ofSender));
			}
			if (!isFurtherCall(method, ofReceiver)) {
				plain.add(copy);
			}
		}
		return plain;
	}

	private static boolean isFurtherCall(Object method, int ofReceiver) {
		boolean byName = method instanceof String && !method.equals("methods") && !method.equals("cull");
		boolean byId = method instanceof Number id && id.intValue() >= 1 && id.intValue() <= ofReceiver;
		return byName || byId;
	}

	private static Object shifted(Object id, int by) {
		boolean given = id instanceof Number number && number.intValue() > by;
		return given ? Expectation.plain(((Number) id).intValue() - by) : id;
	}

	private static Map<String, Object> shiftedKeys(Map<?, ?> callbacks, int by) {
		Map<String, Object> shifted = new LinkedHashMap<>();
		callbacks.forEach((id, path) -> shifted.put(String.valueOf(Integer.parseInt((String) id) - by), path));
		return shifted;
	}

}
