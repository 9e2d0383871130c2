package org.intercom4j.emitter;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * An argument of an event cannot be read as the wanted type.
 *
 * @since 0.1.0
 */
public class ArgumentException extends RuntimeException {

	private static final int LONGEST_MESSAGE = 200;

	private final int index;

	private final transient Type type;

	/**
	 * Creates an exception.
	 * @param index the position of the argument
	 * @param value its plain value
	 * @param type the wanted type
	 * @param cause why the conversion failed
	 */
	public ArgumentException(int index, @Nullable Object value, Type type, @Nullable Throwable cause) {
		super(message(index, value, type), cause);
		this.index = index;
		this.type = type;
	}

	/**
	 * The position of the argument.
	 * @return the index, from zero
	 */
	public int index() {
		return this.index;
	}

	/**
	 * The wanted type.
	 * @return the type
	 */
	public Type type() {
		return this.type;
	}

	private static String message(int index, @Nullable Object value, Type type) {
		String found = (value != null) ? value.getClass().getName() : "null";
		String message = "Expected argument %d as '%s' but was '%s'".formatted(index, type.getTypeName(), found);
		return (message.length() > LONGEST_MESSAGE) ? message.substring(0, LONGEST_MESSAGE - 1) + "…" : message;
	}

}
