package org.intercom4j.boot.autoconfigure;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A child is declared in a way that cannot be. Says which property, why and what to do.
 */
final class InvalidChildPropertyException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String property;

	private final @Nullable String value;

	private final String reason;

	private final String action;

	InvalidChildPropertyException(String property, @Nullable Object value, String reason, String action) {
		super("Property '%s' %s. %s".formatted(property, reason, action));
		this.property = property;
		this.value = (value != null) ? value.toString() : null;
		this.reason = reason;
		this.action = action;
	}

	String property() {
		return this.property;
	}

	/** The value, if it says more than that of the property itself. */
	@Nullable String value() {
		return this.value;
	}

	String reason() {
		return this.reason;
	}

	String action() {
		return this.action;
	}

}
