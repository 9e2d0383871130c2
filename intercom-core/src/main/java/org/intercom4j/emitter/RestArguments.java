package org.intercom4j.emitter;

import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Arguments without the first one.
 *
 * @param all the arguments
 */
record RestArguments(Arguments all) implements Arguments {

	@Override
	public int size() {
		return Math.max(0, this.all.size() - 1);
	}

	@Override
	public @Nullable Object get(int index) {
		return this.all.get(next(index));
	}

	@Override
	public @Nullable Object get(int index, Type type) {
		return this.all.get(next(index), type);
	}

	@Override
	public List<@Nullable Object> toList() {
		return (this.all.size() == 0) ? List.of() : this.all.toList().subList(1, this.all.size());
	}

	private static int next(int index) {
		return (index < 0) ? index : index + 1;
	}

}
