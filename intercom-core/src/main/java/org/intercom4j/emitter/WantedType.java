package org.intercom4j.emitter;

import java.lang.invoke.MethodType;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * A type that an argument is wanted as. The class of a primitive is replaced by its box.
 *
 * @param <T> the type
 * @param type the type to convert to
 * @param primitive whether {@code null} has no place in it
 */
record WantedType<T>(Type type, boolean primitive) {

	static <T> WantedType<T> of(Class<T> type) {
		// Only a primitive is worth the search for its box: this is asked for every
		// argument that is read
		return type.isPrimitive() ? new WantedType<>(MethodType.methodType(type).wrap().returnType(), true)
				: new WantedType<>(type, false);
	}

	static <T> WantedType<T> of(TypeReference<T> type) {
		return new WantedType<>(type.getType(), false);
	}

	static WantedType<?> of(Type type) {
		return (type instanceof Class<?> wanted) ? of(wanted) : new WantedType<>(type, false);
	}

	@SuppressWarnings("unchecked")
	@Nullable T read(Arguments arguments, int index) {
		Object value = arguments.get(index, this.type);
		if (value == null && this.primitive) {
			throw new ArgumentException(index, null, this.type, null);
		}
		return (T) value;
	}

}
