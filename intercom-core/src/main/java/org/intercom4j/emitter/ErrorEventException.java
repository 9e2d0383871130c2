package org.intercom4j.emitter;

import org.jspecify.annotations.Nullable;

/**
 * An event {@code error} that nobody listens to, or that ended a wait, and that carries
 * no unchecked exception which could be thrown itself.
 *
 * @since 0.1.0
 */
public final class ErrorEventException extends RuntimeException {

	private final transient @Nullable Object argument;

	private ErrorEventException(String message, @Nullable Object argument) {
		super(message, (argument instanceof Throwable cause) ? cause : null);
		this.argument = argument;
	}

	/**
	 * The first argument of the event.
	 * @return the argument
	 */
	public @Nullable Object argument() {
		return this.argument;
	}

	static RuntimeException unhandled(@Nullable Object argument) {
		if (argument instanceof Error error) {
			throw error;
		}
		if (argument instanceof RuntimeException exception) {
			return exception;
		}
		String message = (argument instanceof Exception exception) ? "Uncaught 'error' event: " + exception
				: "Uncaught, unspecified 'error' event.";
		return new ErrorEventException(message, argument);
	}

	static Throwable failure(@Nullable Object argument) {
		return (argument instanceof Throwable failure) ? failure
				: new ErrorEventException(String.valueOf(argument), argument);
	}

}
