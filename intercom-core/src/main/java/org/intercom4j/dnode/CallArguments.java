package org.intercom4j.dnode;

import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * The arguments of a call by the other side, readable as any type.
 * <p>
 * A plain argument is a {@code Map}, {@code List}, {@code String}, {@code Boolean}, a
 * number or a {@link RemoteFunction}. An integer is an {@code Integer}, or the first of
 * {@code Long} and {@code BigInteger} that holds it; a decimal is a {@code Double}, or a
 * {@code BigDecimal} where a double would lose digits.
 * <p>
 * Arguments without functions stay bytes and are bound at each reading, so that two
 * readings give two objects. Instances may be used by any thread, also after the session
 * has ended; the objects they give are not synchronized.
 *
 * @since 0.1.0
 */
public interface CallArguments {

	/**
	 * Number of the arguments.
	 * @return the size, at least 0
	 */
	int size();

	/**
	 * The plain argument at a position.
	 * @param index the position, from 0
	 * @return the argument, {@code null} if it is missing or null
	 */
	@Nullable Object get(int index);

	/**
	 * The argument at a position as an object of a class.
	 * @param <T> the type
	 * @param index the position, from 0
	 * @param type the class, for instance of a record
	 * @return the argument, {@code null} if it is missing
	 * @throws ArgumentException if it cannot be read as that class
	 */
	<T> @Nullable T get(int index, Class<T> type);

	/**
	 * The argument at a position as an object of a type.
	 * @param index the position, from 0
	 * @param type the type, generic or not
	 * @return the argument, {@code null} if it is missing
	 * @throws ArgumentException if it cannot be read as that type
	 */
	@Nullable Object get(int index, Type type);

	/**
	 * The argument at a position as an object of a generic type.
	 * @param <T> the type
	 * @param index the position, from 0
	 * @param type the type
	 * @return the argument, {@code null} if it is missing
	 * @throws ArgumentException if it cannot be read as that type
	 */
	<T> @Nullable T get(int index, TypeReference<T> type);

	/**
	 * All plain arguments.
	 * @return an unmodifiable list
	 */
	List<@Nullable Object> toList();

	/**
	 * The arguments from a position on, for instance those after an event's name.
	 * @param first the position of the first one
	 * @return the arguments, none if there are not that many
	 */
	CallArguments from(int first);

}
