package org.intercom4j.sample;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A child in another language cannot answer this.
 */
final class ScriptException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	ScriptException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
