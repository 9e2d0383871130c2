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

	private static final int LONG_TEXT = 8192;

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
		if (isVerbatim(index)) {
			return verbatim(index);
		}
		try {
			return codec().readPlain(this.json, start(index), length(index));
		}
		catch (JacksonException ex) {
			throw ArgumentException.unreadable(index, "a plain value", ex);
		}
	}

	/**
	 * Whether it is a text without escapes.
	 */
	private boolean isVerbatim(int index) {
		int start = start(index);
		if (this.json[start] != '"') {
			return false;
		}
		int end = start + length(index);
		int next = PlainBytes.end(this.json, start + 1, end);
		while (next < end && this.json[next] != '\\') {
			next++;
		}
		return next == end;
	}

	private String verbatim(int index) {
		return new String(this.json, start(index) + 1, length(index) - 2, StandardCharsets.UTF_8);
	}

	// Jackson decodes a text one character after the other
	@Override
	JsonParser tokens(int index) {
		if (length(index) >= LONG_TEXT && isVerbatim(index)) {
			return codec().tokens(verbatim(index));
		}
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
