package org.intercom4j.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every recorded vector whose expectation the decisions of this project change, and why.
 */
final class DecidedVectors {

	private static final Map<String, String> REASONS = new TreeMap<>();

	static {
		REASONS.put("LC-RES-07", "a restart starts what does not run, so that the start after it is refused");
		REASONS.put("LC-MAL-12", "the second handshake takes back the method by which a parent says goodbye, "
				+ "so that the script logs that its parent has died");
	}

	private DecidedVectors() {
	}

	static Map<String, String> reasons() {
		return REASONS;
	}

	/** Whether a vector is one of those that no rule covers. */
	static boolean apply(Map<?, ?> vector, Expectation expected) {
		String id = (String) vector.get("id");
		switch (id) {
			case "LC-RES-07" -> expected.life = new ArrayList<>(List.of("start", "error", "exit", "close"));
			case "LC-MAL-12" -> expected.stderr = null;
			default -> {
				return false;
			}
		}
		expected.reasons.add(REASONS.get(id));
		return true;
	}

}
