package org.intercom4j.dnode;

import java.lang.reflect.Type;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;

/**
 * Arguments that Jackson binds to the wanted type from their tokens.
 */
abstract sealed class BoundArguments implements CallArguments permits SlicedArguments, TreeArguments {

	private final Codec codec;

	BoundArguments(Codec codec) {
		this.codec = codec;
	}

	final Codec codec() {
		return this.codec;
	}

	final boolean has(int index) {
		return index >= 0 && index < size();
	}

	/**
	 * Opens the tokens of an argument.
	 * @param index the position of an argument that is there
	 * @return a parser before the first token
	 */
	abstract JsonParser tokens(int index);

	@Override
	public final <T> @Nullable T get(int index, Class<T> type) {
		if (type == Object.class) {
			return type.cast(get(index));
		}
		return read(index, type, (parser) -> this.codec.reader(type).readValue(parser));
	}

	@Override
	public final @Nullable Object get(int index, Type type) {
		if (type == Object.class) {
			return get(index);
		}
		return read(index, type, (parser) -> this.codec.reader(type).readValue(parser));
	}

	@Override
	public final <T> @Nullable T get(int index, TypeReference<T> type) {
		return read(index, type.getType(), (parser) -> this.codec.reader(type.getType()).readValue(parser));
	}

	private <T> @Nullable T read(int index, Type type, Function<JsonParser, @Nullable T> binding) {
		if (!has(index)) {
			return null;
		}
		try (JsonParser parser = tokens(index)) {
			return binding.apply(parser);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw ArgumentException.unreadable(index, type.getTypeName(), ex);
		}
	}

	@Override
	public final String toString() {
		return size() + " arguments";
	}

}
