package org.intercom4j.emitter;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * An emitted event: its name and its arguments. Every argument can be read as the plain
 * value it is or as a wanted type. An index at or past the end reads as {@code null}.
 *
 * @since 0.1.0
 */
public interface Event {

	/**
	 * The emitted name; the segments joined by the delimiter if it was emitted as a list.
	 * @return the name
	 */
	String name();

	/**
	 * The arguments.
	 * @return the arguments
	 */
	Arguments arguments();

	/**
	 * The number of arguments.
	 * @return the number
	 */
	default int size() {
		return arguments().size();
	}

	/**
	 * The plain value of an argument.
	 * @param index the position, from zero
	 * @return the value
	 * @throws IllegalArgumentException if the index is negative
	 */
	default @Nullable Object argument(int index) {
		return arguments().get(index);
	}

	/**
	 * An argument as a class; the class of a primitive works too.
	 * @param <T> the wanted type
	 * @param index the position, from zero
	 * @param type the wanted class
	 * @return the converted value
	 * @throws IllegalArgumentException if the index is negative
	 * @throws ArgumentException if the value cannot be read as this class
	 */
	default <T> @Nullable T argument(int index, Class<T> type) {
		return WantedType.of(type).read(arguments(), index);
	}

	/**
	 * An argument as a type.
	 * @param index the position, from zero
	 * @param type the wanted type
	 * @return the converted value
	 * @throws IllegalArgumentException if the index is negative
	 * @throws ArgumentException if the value cannot be read as this type
	 */
	default @Nullable Object argument(int index, Type type) {
		return WantedType.of(type).read(arguments(), index);
	}

	/**
	 * An argument as a generic type.
	 * @param <T> the wanted type
	 * @param index the position, from zero
	 * @param type the wanted type
	 * @return the converted value
	 * @throws IllegalArgumentException if the index is negative
	 * @throws ArgumentException if the value cannot be read as this type
	 */
	default <T> @Nullable T argument(int index, TypeReference<T> type) {
		return WantedType.of(type).read(arguments(), index);
	}

}
