package org.intercom4j.lifecycle;

/**
 * What a vector's program throws.
 */
final class ScriptError extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ScriptError(String message) {
		super(message);
	}

	@Override
	public String toString() {
		return "Error: " + getMessage();
	}

}
