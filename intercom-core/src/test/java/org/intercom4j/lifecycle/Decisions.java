package org.intercom4j.lifecycle;

import java.util.Map;

/**
 * The rules.
 */
final class Decisions {

	private Decisions() {
	}

	static Expectation expectation(Map<?, ?> vector) {
		return Expectation.of(vector);
	}

}
