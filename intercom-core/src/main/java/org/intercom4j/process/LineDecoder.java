package org.intercom4j.process;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.function.Consumer;

/**
 * Turns chunks of bytes into lines of text; never cuts a character. Not thread-safe.
 */
final class LineDecoder {

	/** In characters, at least two, as a character of four bytes gives two. */
	private static final int CHUNK = 4096;

	private final CharsetDecoder decoder;

	private final int maxLineLength;

	private final Consumer<String> lines;

	private final StringBuilder line = new StringBuilder();

	/** The bytes of a character whose end is missing. */
	private byte[] rest = {};

	LineDecoder(Charset charset, int maxLineLength, Consumer<String> lines) {
		this.decoder = charset.newDecoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE);
		this.maxLineLength = maxLineLength;
		this.lines = lines;
	}

	void add(byte[] bytes, int length) {
		ByteBuffer input = ByteBuffer.wrap(bytes, 0, length);
		if (this.rest.length > 0) {
			input = ByteBuffer.allocate(this.rest.length + length).put(this.rest).put(input).flip();
		}
		decode(input, false);
		this.rest = new byte[input.remaining()];
		input.get(this.rest);
	}

	void end() {
		decode(ByteBuffer.wrap(this.rest), true);
		CharBuffer chars = CharBuffer.allocate(CHUNK);
		CoderResult result;
		do {
			result = this.decoder.flush(chars);
			splitLines(chars);
		}
		while (result.isOverflow());
		if (!this.line.isEmpty()) {
			deliver(this.line.length());
		}
	}

	private void decode(ByteBuffer input, boolean end) {
		// an idle child needs none, so that it is not kept
		CharBuffer chars = CharBuffer.allocate(Math.min(CHUNK, input.remaining() + 1));
		CoderResult result;
		do {
			result = this.decoder.decode(input, chars, end);
			splitLines(chars);
		}
		while (result.isOverflow());
	}

	private void splitLines(CharBuffer chars) {
		int start = 0;
		for (int end = 0; end < chars.position(); end++) {
			if (chars.get(end) == '\n') {
				append(chars.array(), start, end);
				endLine();
				start = end + 1;
			}
		}
		append(chars.array(), start, chars.position());
		chars.clear();
	}

	private void append(char[] chars, int start, int end) {
		if (this.line.length() + end - start <= this.maxLineLength) {
			this.line.append(chars, start, end - start);
			return;
		}
		for (int position = start; position < end; position++) {
			makeRoom(chars[position]);
			this.line.append(chars[position]);
		}
	}

	/** A carriage return may belong to the end of a line that is just full. */
	private void makeRoom(char next) {
		int length = this.line.length();
		if (length > this.maxLineLength || (length == this.maxLineLength && next != '\r')) {
			deliverPiece();
		}
	}

	private void endLine() {
		int end = this.line.length();
		if (end > 0 && this.line.charAt(end - 1) == '\r') {
			this.line.setLength(end - 1);
		}
		deliver(this.line.length());
	}

	private void deliverPiece() {
		int end = this.maxLineLength;
		boolean splitsPair = Character.isHighSurrogate(this.line.charAt(end - 1));
		deliver(splitsPair ? end - 1 : end);
	}

	private void deliver(int end) {
		String text = this.line.substring(0, end);
		this.line.delete(0, end);
		this.lines.accept(text);
	}

}
