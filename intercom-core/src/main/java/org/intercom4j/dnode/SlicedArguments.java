package org.intercom4j.dnode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Arguments that are valid JSON bytes, bound when they are read. Immutable.
 */
final class SlicedArguments extends BoundArguments {

	private final byte[] json;

	private final int[] bounds;

	private final int first;

	/**
	 * Creates the arguments.
	 * @param codec the binding
	 * @param json bytes that hold the arguments
	 * @param bounds start and end of each argument in turn
	 */
	SlicedArguments(Codec codec, byte[] json, int[] bounds) {
		this(codec, json, bounds, 0);
	}

	private SlicedArguments(Codec codec, byte[] json, int[] bounds, int first) {
		super(codec);
		this.json = json;
		this.bounds = bounds;
		this.first = first;
	}

	@Override
	public int size() {
		return this.bounds.length / 2 - this.first;
	}

	@Override
	public @Nullable Object get(int index) {
		if (!has(index)) {
			return null;
		}
		int start = start(index);
		int length = length(index);
		if (this.json[start] == '"' && isVerbatim(start, length)) {
			return new String(this.json, start + 1, length - 2, StandardCharsets.UTF_8);
		}
		try {
			return codec().readPlain(this.json, start, length);
		}
		catch (JacksonException ex) {
			throw ArgumentException.unreadable(index, "a plain value", ex);
		}
	}

	private boolean isVerbatim(int start, int length) {
		for (int i = start; i < start + length; i++) {
			if (this.json[i] == '\\') {
				return false;
			}
		}
		return true;
	}

	@Override
	JsonParser tokens(int index) {
		return codec().tokens(this.json, start(index), length(index));
	}

	@Override
	public List<@Nullable Object> toList() {
		List<@Nullable Object> list = new ArrayList<>(size());
		for (int i = 0; i < size(); i++) {
			list.add(get(i));
		}
		return Collections.unmodifiableList(list);
	}

	@Override
	public CallArguments from(int first) {
		int skipped = Math.min(Math.max(first, 0), size());
		return new SlicedArguments(codec(), this.json, this.bounds, this.first + skipped);
	}

	private int start(int index) {
		return this.bounds[(this.first + index) * 2];
	}

	private int length(int index) {
		return this.bounds[(this.first + index) * 2 + 1] - start(index);
	}

}
