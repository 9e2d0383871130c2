package org.intercom4j.dnode;

import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;

/**
 * Arguments as plain values with functions and links in place.
 */
final class TreeArguments implements CallArguments {

	private final Codec codec;

	private final List<@Nullable Object> values;

	TreeArguments(Codec codec, List<@Nullable Object> values) {
		this.codec = codec;
		this.values = Collections.unmodifiableList(values);
	}

	@Override
	public int size() {
		return this.values.size();
	}

	@Override
	public @Nullable Object get(int index) {
		return (index >= 0 && index < size()) ? this.values.get(index) : null;
	}

	@Override
	public <T> @Nullable T get(int index, Class<T> type) {
		Object value = get(index);
		return (type == Object.class) ? type.cast(value) : read(index, this.codec.type(type));
	}

	@Override
	public @Nullable Object get(int index, Type type) {
		return (type == Object.class) ? get(index) : read(index, this.codec.type(type));
	}

	@Override
	public <T> @Nullable T get(int index, TypeReference<T> type) {
		return read(index, this.codec.type(type));
	}

	private <T> @Nullable T read(int index, JavaType type) {
		if (index < 0 || index >= size()) {
			return null;
		}
		try {
			return this.codec.convert(this.values.get(index), type);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw ArgumentException.unreadable(index, type.toCanonical(), ex);
		}
	}

	@Override
	public List<@Nullable Object> toList() {
		return this.values;
	}

	@Override
	public CallArguments from(int first) {
		return new TreeArguments(this.codec, this.values.subList(Math.min(Math.max(first, 0), size()), size()));
	}

	@Override
	public String toString() {
		return size() + " arguments";
	}

}
