package org.intercom4j;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Something that was asked of a child could not be done. Names the child, and where an
 * option is to blame, the option, its value and what to do.
 *
 * @since 0.1.0
 */
public final class ChildException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String child;

	private final @Nullable String option;

	private final @Nullable String value;

	private final @Nullable String reason;

	private final @Nullable String action;

	ChildException(String child, String message, @Nullable Throwable cause) {
		super("Child '%s': %s".formatted(child, message), cause);
		this.child = child;
		this.option = null;
		this.value = null;
		this.reason = null;
		this.action = null;
	}

	ChildException(String child, org.intercom4j.process.LaunchException cause) {
		super("Child '%s': %s".formatted(child, cause.getMessage()), cause);
		this.child = child;
		this.option = cause.option();
		this.value = cause.value();
		this.reason = cause.reason();
		this.action = cause.action();
	}

	/**
	 * The child.
	 * @return its name
	 */
	public String child() {
		return this.child;
	}

	/**
	 * The option that is to blame.
	 * @return its name as in the original, or {@code null}
	 */
	public @Nullable String option() {
		return this.option;
	}

	/**
	 * The value of that option.
	 * @return the value, or {@code null}
	 */
	public @Nullable String value() {
		return this.value;
	}

	/**
	 * What is wrong with that value.
	 * @return the rest of a sentence that begins with the option and its value, or
	 * {@code null}
	 */
	public @Nullable String reason() {
		return this.reason;
	}

	/**
	 * What to do about it.
	 * @return one or two sentences, or {@code null}
	 */
	public @Nullable String action() {
		return this.action;
	}

}
