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

	private final CharsetDecoder decoder;

	private final int maxLineLength;

	private final Consumer<String> lines;

	private final StringBuilder line = new StringBuilder();

	private final CharBuffer chars = CharBuffer.allocate(4096);

	private ByteBuffer rest = ByteBuffer.allocate(0);

	LineDecoder(Charset charset, int maxLineLength, Consumer<String> lines) {
		this.decoder = charset.newDecoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE);
		this.maxLineLength = maxLineLength;
		this.lines = lines;
	}

	void add(byte[] bytes, int length) {
		ByteBuffer input = ByteBuffer.allocate(this.rest.remaining() + length);
		input.put(this.rest).put(bytes, 0, length).flip();
		decode(input, false);
		this.rest = input;
	}

	void end() {
		decode(this.rest, true);
		CoderResult result;
		do {
			result = this.decoder.flush(this.chars);
			splitLines();
		}
		while (result.isOverflow());
		if (!this.line.isEmpty()) {
			deliver(this.line.length());
		}
	}

	private void decode(ByteBuffer input, boolean end) {
		CoderResult result;
		do {
			result = this.decoder.decode(input, this.chars, end);
			splitLines();
		}
		while (result.isOverflow());
	}

	private void splitLines() {
		this.chars.flip();
		while (this.chars.hasRemaining()) {
			char c = this.chars.get();
			if (c == '\n') {
				endLine();
			}
			else {
				makeRoom(c);
				this.line.append(c);
			}
		}
		this.chars.clear();
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
