package org.intercom4j.dnode;

import org.jspecify.annotations.Nullable;

/**
 * An argument cannot be sent, or cannot be read as the wanted type.
 *
 * @since 0.1.0
 */
public final class ArgumentException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	static final int MAX_TEXT = 200;

	/**
	 * The argument's position.
	 */
	private final int index;

	private ArgumentException(int index, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.index = index;
	}

	static ArgumentException unsendable(int index, @Nullable Object argument, Throwable cause) {
		String type = (argument != null) ? argument.getClass().getName() : "null";
		return new ArgumentException(index,
				"Argument " + index + " of type " + type + " cannot be sent: " + describe(cause), cause);
	}

	static ArgumentException unreadable(int index, Object type, Throwable cause) {
		return new ArgumentException(index, "Argument " + index + " cannot be read as " + type + ": " + describe(cause),
				cause);
	}

	private static String describe(Throwable cause) {
		if (cause instanceof StackOverflowError) {
			return "nested too deeply for the stack of its thread, or an object that holds itself";
		}
		return cut((cause.getMessage() != null) ? cause.getMessage() : cause.toString());
	}

	static String cut(String text) {
		return (text.length() <= MAX_TEXT) ? text : text.substring(0, MAX_TEXT) + "…";
	}

	/**
	 * The position of the argument.
	 * @return the position, from 0
	 */
	public int getIndex() {
		return this.index;
	}

}
