package org.intercom4j.dnode;

import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Arguments as plain values with functions and links in place.
 */
final class TreeArguments extends BoundArguments {

	private final List<@Nullable Object> values;

	TreeArguments(Codec codec, List<@Nullable Object> values) {
		super(codec);
		this.values = Collections.unmodifiableList(values);
	}

	@Override
	public int size() {
		return this.values.size();
	}

	@Override
	public @Nullable Object get(int index) {
		return has(index) ? this.values.get(index) : null;
	}

	@Override
	JsonParser tokens(int index) {
		return codec().tokens(this.values.get(index));
	}

	@Override
	public List<@Nullable Object> toList() {
		return this.values;
	}

	@Override
	public CallArguments from(int first) {
		return new TreeArguments(codec(), this.values.subList(Math.min(Math.max(first, 0), size()), size()));
	}

}
