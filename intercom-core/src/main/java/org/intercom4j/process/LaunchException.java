package org.intercom4j.process;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A process could not be started. Carries what was wrong with which option, and what to
 * do about it.
 *
 * @since 0.1.0
 */
public final class LaunchException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String option;

	private final String value;

	private final String reason;

	private final String action;

	/**
	 * Creates the exception.
	 * @param option the option that is to blame, such as {@code script}
	 * @param value its value
	 * @param reason what is wrong with it, continuing the sentence "script 'x' …"
	 * @param action what to do
	 * @param cause the cause, if there is one
	 */
	public LaunchException(String option, String value, String reason, String action, @Nullable Throwable cause) {
		super("%s '%s' %s. %s".formatted(option, value, reason, action), cause);
		this.option = option;
		this.value = value;
		this.reason = reason;
		this.action = action;
	}

	/**
	 * The option that is to blame.
	 * @return its name as in the original, such as {@code script}, {@code command} or
	 * {@code cwd}
	 */
	public String option() {
		return this.option;
	}

	/**
	 * The value of the option.
	 * @return the value
	 */
	public String value() {
		return this.value;
	}

	/**
	 * What is wrong with the value.
	 * @return the rest of a sentence that begins with the option and its value
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * What to do about it.
	 * @return one or two sentences
	 */
	public String action() {
		return this.action;
	}

}
