package org.intercom4j.emitter;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * Converts an argument to the type that a listener wants.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ArgumentConverter {

	/**
	 * Converts a value. It is only asked for values that are not of the type already.
	 * @param value the value
	 * @param type the wanted type
	 * @return an instance of the wanted type
	 */
	@Nullable Object convert(@Nullable Object value, Type type);

	/**
	 * The converter that refuses, the default.
	 * @return the converter
	 */
	static ArgumentConverter refusing() {
		return (value, type) -> {
			throw new UnsupportedOperationException("This emitter has no converter");
		};
	}

}
