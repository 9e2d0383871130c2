package org.intercom4j.dnode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Recognises the usual frame, one without functions and links in the usual order of
 * fields, without making a tree. Leaves all others to {@link FrameReader}. Used by the
 * reader's thread, which owns all fields.
 */
final class FrameScanner extends JsonScanner {

	private static final byte[] METHOD = ascii("{\"method\":");

	private static final byte[] ARGUMENTS = ascii(",\"arguments\":[");

	private static final byte[] REST = ascii(",\"callbacks\":{},\"links\":[]}");

	private static final byte[] SPACED_METHOD = ascii("{\"method\": ");

	private static final byte[] SPACED_ARGUMENTS = ascii(", \"arguments\": [");

	private static final byte[] SPACED_REST = ascii(", \"callbacks\": {}, \"links\": []}");

	private static final int MAX_DIGITS = 15;

	private final Codec codec;

	// start and end of each argument in turn
	private int[] bounds = new int[8];

	private int count;

	FrameScanner(Codec codec) {
		super(codec.maxNesting());
		this.codec = codec;
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Reads a frame.
	 * @return the frame, {@code null} if it is not a usual one
	 */
	Frame.@Nullable Sliced scan(byte[] buffer, int offset, int length) {
		begin(buffer, offset, length);
		this.count = 0;
		return scan();
	}

	private Frame.@Nullable Sliced scan() {
		if (!skip(SPACED_METHOD) && !skip(METHOD)) {
			return null;
		}
		Method method = isDigit(peek()) ? id() : name();
		if (method == null || !(skip(ARGUMENTS) || skip(SPACED_ARGUMENTS))) {
			return null;
		}
		int start = position();
		if (!scanArguments()) {
			return null;
		}
		int end = position();
		if (!(skip('}') || skip(REST) || skip(SPACED_REST)) || !atEnd()) {
			return null;
		}
		return new Frame.Sliced(method, slice(start, end));
	}

	private @Nullable Method id() {
		int start = position();
		long id = 0;
		while (isDigit(peek()) && position() - start < MAX_DIGITS) {
			id = id * 10 + peek() - '0';
			skip((char) peek());
		}
		boolean leadingZero = json()[start] == '0' && position() - start > 1;
		return leadingZero ? null : new Method.Id(id);
	}

	private @Nullable Method name() {
		int start = position();
		if (!skipString()) {
			return null;
		}
		String name = new String(json(), start + 1, position() - start - 2, StandardCharsets.UTF_8);
		return (name.indexOf('\\') < 0) ? new Method.Name(name) : null;
	}

	private boolean scanArguments() {
		if (skipToken(']')) {
			return true;
		}
		do {
			skipSpace();
			int start = position();
			if (!skipValue(0)) {
				return false;
			}
			add(start, position());
		}
		while (skipToken(','));
		return skip(']');
	}

	private void add(int start, int end) {
		if (this.count == this.bounds.length) {
			this.bounds = Arrays.copyOf(this.bounds, this.count * 2);
		}
		this.bounds[this.count++] = start;
		this.bounds[this.count++] = end;
	}

	private SlicedArguments slice(int start, int end) {
		int[] own = Arrays.copyOf(this.bounds, this.count);
		for (int i = 0; i < own.length; i++) {
			own[i] -= start;
		}
		return new SlicedArguments(this.codec, Arrays.copyOfRange(json(), start, end), own);
	}

}
