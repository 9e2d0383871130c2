package org.intercom4j;

import java.lang.reflect.Type;

import org.intercom4j.emitter.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * An event that the child emitted, with a name of its own.
 *
 * @param child the child's name
 * @param event the event as it arrived
 * @since 0.1.0
 */
public record ChildMessageEvent(String child, Event event) implements ChildEvent {

	/**
	 * The event's name.
	 * @return the name, segments joined by the delimiter
	 */
	public String name() {
		return this.event.name();
	}

	/**
	 * How many arguments came.
	 * @return the number
	 */
	public int size() {
		return this.event.size();
	}

	/**
	 * An argument as plain value: map, list, text, number, boolean, function.
	 * @param index its position, from 0
	 * @return the value, {@code null} when there is none
	 */
	public @Nullable Object argument(int index) {
		return this.event.argument(index);
	}

	/**
	 * An argument as a type.
	 * @param <T> the type
	 * @param index its position, from 0
	 * @param type the type
	 * @return the value, {@code null} when there is none
	 */
	public <T> @Nullable T argument(int index, Class<T> type) {
		return this.event.argument(index, type);
	}

	/**
	 * An argument as a generic type.
	 * @param index its position, from 0
	 * @param type the type
	 * @return the value, {@code null} when there is none
	 */
	public @Nullable Object argument(int index, Type type) {
		return this.event.argument(index, type);
	}

	/**
	 * An argument as a generic type.
	 * @param <T> the type
	 * @param index its position, from 0
	 * @param type the type
	 * @return the value, {@code null} when there is none
	 */
	public <T> @Nullable T argument(int index, TypeReference<T> type) {
		return this.event.argument(index, type);
	}

}
