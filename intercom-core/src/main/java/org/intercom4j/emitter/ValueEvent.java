package org.intercom4j.emitter;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An event with plain values. It is its own argument list, so that an emit allocates one
 * object only.
 */
final class ValueEvent implements Event, Arguments {

	private final String name;

	private final ArgumentConverter converter;

	private final @Nullable Object[] values;

	ValueEvent(String name, ArgumentConverter converter, @Nullable Object[] values) {
		this.name = name;
		this.converter = converter;
		this.values = values;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Arguments arguments() {
		return this;
	}

	@Override
	public int size() {
		return this.values.length;
	}

	@Override
	public @Nullable Object get(int index) {
		if (index < 0) {
			throw new IllegalArgumentException("'index' must not be negative but was " + index);
		}
		return (index < this.values.length) ? this.values[index] : null;
	}

	@Override
	public @Nullable Object get(int index, Type type) {
		Object value = get(index);
		if (value == null || (type instanceof Class<?> wanted && wanted.isInstance(value))) {
			return value;
		}
		try {
			return this.converter.convert(value, type);
		}
		catch (RuntimeException ex) {
			throw new ArgumentException(index, value, type, ex);
		}
	}

	@Override
	public List<@Nullable Object> toList() {
		return Collections.unmodifiableList(Arrays.asList(this.values));
	}

}
