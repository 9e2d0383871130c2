package org.intercom4j.lifecycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decisions about the names of events.
 */
final class NameRules {

	private NameRules() {
	}

	/**
	 * Error objects and numbers in the place of a name, and what the original's script
	 * engine says to that.
	 */
	static boolean onlyTexts(Program program, Expectation expected) {
		ErrorTexts texts = new ErrorTexts(program.vector());
		boolean changed = false;
		for (int i = expected.rpc.size() - 1; i >= 0; i--) {
			if (expected.rpc.get(i) instanceof Map<?, ?> entry && isDefect(entry, texts)) {
				expected.remove(Recording.RPC, i);
				changed = true;
			}
		}
		return changed;
	}

	private static boolean isDefect(Map<?, ?> entry, ErrorTexts texts) {
		Object name = entry.get("ev");
		boolean noName = entry.containsKey("ev") && !(name instanceof String) && !(name instanceof List);
		return noName || (entry.get("uncaught") instanceof String text && !texts.isOfProgram(text));
	}

	static boolean joinedNamesOfParent(Program program, Expectation expected) {
		return join(expected.rpc, program.delimiter());
	}

	static boolean joinedNames(Program program, Expectation expected) {
		boolean changed = joinedNamesOfParent(program, expected);
		for (Map<String, Object> run : (expected.childLog != null) ? expected.childLog
				: List.<Map<String, Object>>of()) {
			List<Object> entries = Expectation.list(run.get("entries"));
			changed |= join(entries, "::");
			run.put("entries", entries);
		}
		return changed;
	}

	private static boolean join(List<Object> entries, String delimiter) {
		boolean changed = false;
		for (int i = 0; i < entries.size(); i++) {
			if (entries.get(i) instanceof Map<?, ?> entry && entry.get("ev") instanceof List<?> segments) {
				Map<String, Object> joined = new LinkedHashMap<>(Expectation.object(entry));
				joined.put("ev", Decisions.joined(segments, delimiter));
				entries.set(i, joined);
				changed = true;
			}
		}
		return changed;
	}

}
