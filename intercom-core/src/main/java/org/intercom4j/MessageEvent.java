package org.intercom4j;

import java.lang.reflect.Type;

import org.intercom4j.emitter.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * An event that the other process emitted, with a name of its own.
 *
 * @since 0.1.0
 */
public sealed interface MessageEvent permits ChildMessageEvent, ParentMessageEvent {

	/**
	 * The event as it arrived.
	 * @return the event
	 */
	Event event();

	/**
	 * The event's name.
	 * @return the name, segments joined by the delimiter
	 */
	default String name() {
		return event().name();
	}

	/**
	 * How many arguments came.
	 * @return the number
	 */
	default int size() {
		return event().size();
	}

	/**
	 * An argument as plain value: map, list, text, number, boolean, function.
	 * @param index its position, from 0
	 * @return the value, {@code null} when there is none
	 */
	default @Nullable Object argument(int index) {
		return event().argument(index);
	}

	/**
	 * An argument as a type.
	 * @param <T> the type
	 * @param index its position, from 0
	 * @param type the type
	 * @return the value, {@code null} when there is none
	 */
	default <T> @Nullable T argument(int index, Class<T> type) {
		return event().argument(index, type);
	}

	/**
	 * An argument as a generic type.
	 * @param index its position, from 0
	 * @param type the type
	 * @return the value, {@code null} when there is none
	 */
	default @Nullable Object argument(int index, Type type) {
		return event().argument(index, type);
	}

	/**
	 * An argument as a generic type.
	 * @param <T> the type
	 * @param index its position, from 0
	 * @param type the type
	 * @return the value, {@code null} when there is none
	 */
	default <T> @Nullable T argument(int index, TypeReference<T> type) {
		return event().argument(index, type);
	}

}
