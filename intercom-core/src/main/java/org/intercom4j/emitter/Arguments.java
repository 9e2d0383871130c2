package org.intercom4j.emitter;

import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of an event. They may be bound lazily: an emitter hands them on as they
 * are and never copies them.
 *
 * @since 0.1.0
 */
public interface Arguments {

	/**
	 * The number of arguments.
	 * @return the number
	 */
	int size();

	/**
	 * The plain value of an argument.
	 * @param index the position, from zero
	 * @return the value, {@code null} at or past the end
	 * @throws IllegalArgumentException if the index is negative
	 */
	@Nullable Object get(int index);

	/**
	 * An argument as a type.
	 * @param index the position, from zero
	 * @param type the wanted type, never the class of a primitive
	 * @return the value as an instance of this type, {@code null} at or past the end
	 * @throws IllegalArgumentException if the index is negative
	 * @throws ArgumentException if the value cannot be read as this type
	 */
	@Nullable Object get(int index, Type type);

	/**
	 * The plain values of all arguments.
	 * @return the values, unmodifiable
	 */
	List<@Nullable Object> toList();

	/**
	 * Arguments with plain values. A value that is an instance of the wanted class is
	 * handed out as it is, anything else goes through the converter.
	 * @param converter converts a value to another type
	 * @param values the values, not copied
	 * @return the arguments
	 */
	static Arguments of(ArgumentConverter converter, @Nullable Object... values) {
		return new ValueEvent("", converter, values);
	}

}
