package org.intercom4j.dnode;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Growing buffer of JSON text in UTF-8. Used by one thread.
 */
final class FrameWriter extends OutputStream {

	private static final int CHUNK = 2048;

	private static final int MIN_PLAIN = 128;

	private static final int KEPT = 64 * 1024;

	private static final int MAX_ESCAPE = 6;

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] ESCAPES = escapes();

	private final int limit;

	// owned by the thread that encodes
	private byte[] bytes = new byte[512];

	// owned by the thread that encodes
	private int size;

	FrameWriter(int limit) {
		this.limit = limit;
	}

	private static byte[] escapes() {
		byte[] escapes = new byte[0x80];
		Arrays.fill(escapes, 0, 0x20, (byte) 'u');
		escapes['\b'] = 'b';
		escapes['\t'] = 't';
		escapes['\n'] = 'n';
		escapes['\f'] = 'f';
		escapes['\r'] = 'r';
		escapes['"'] = '"';
		escapes['\\'] = '\\';
		return escapes;
	}

	int size() {
		return this.size;
	}

	byte[] toByteArray() {
		reserve(0);
		return Arrays.copyOf(this.bytes, this.size);
	}

	/**
	 * Begins again with nothing, and without the memory of a large frame.
	 */
	void reset() {
		this.size = 0;
		if (this.bytes.length > KEPT) {
			this.bytes = new byte[512];
		}
	}

	@Override
	public void write(int b) {
		reserve(1);
		put(b);
	}

	@Override
	public void write(byte[] source, int offset, int length) {
		reserve(length);
		System.arraycopy(source, offset, this.bytes, this.size, length);
		this.size += length;
	}

	void ascii(String text) {
		int length = text.length();
		reserve(length);
		for (int i = 0; i < length; i++) {
			put(text.charAt(i));
		}
	}

	void number(long value) {
		if (value >= 0 && value < 10) {
			write('0' + (int) value);
		}
		else {
			ascii(Long.toString(value));
		}
	}

	void text(String text) {
		write('"');
		if (text.length() > CHUNK) {
			reserveForLong(text.length());
		}
		int next = 0;
		while (next < text.length()) {
			int to = Math.min(next + CHUNK, text.length());
			next = plain(text, next, to) ? to : chunk(text, next, to);
		}
		write('"');
	}

	// each character takes a byte at least, and most texts take no more
	private void reserveForLong(int length) {
		if (this.size > this.limit - length) {
			throw FrameLimitException.tooLarge(this.limit);
		}
		reserve(length + 3L * CHUNK + MAX_ESCAPE);
	}

	/**
	 * Takes characters that stand for themselves, which the JDK copies many times faster
	 * than one by one.
	 */
	private boolean plain(String text, int from, int to) {
		if (to - from < MIN_PLAIN) {
			return false;
		}
		String part = text.substring(from, to);
		byte[] latin = part.getBytes(StandardCharsets.ISO_8859_1);
		boolean plain = PlainBytes.end(latin, 0, latin.length) == latin.length
				&& part.equals(new String(latin, StandardCharsets.ISO_8859_1));
		if (plain) {
			write(latin, 0, latin.length);
		}
		return plain;
	}

	private int chunk(String text, int from, int to) {
		reserve((to - from) * 3L + MAX_ESCAPE);
		int i = from;
		while (i < to) {
			char c = text.charAt(i++);
			if (c < 0x80 && ESCAPES[c] == 0) {
				put(c);
			}
			else if (c < 0x80) {
				escape(c);
			}
			else if (c < 0x800) {
				put(0xC0 | (c >> 6));
				tail(c, 0);
			}
			else if (!Character.isSurrogate(c)) {
				three(c);
			}
			else if (Character.isHighSurrogate(c) && i < text.length() && Character.isLowSurrogate(text.charAt(i))) {
				four(Character.toCodePoint(c, text.charAt(i++)));
			}
			else {
				unicodeEscape(c);
			}
		}
		return i;
	}

	private void three(char c) {
		put(0xE0 | (c >> 12));
		tail(c, 6);
		tail(c, 0);
	}

	private void four(int codePoint) {
		put(0xF0 | (codePoint >> 18));
		tail(codePoint, 12);
		tail(codePoint, 6);
		tail(codePoint, 0);
	}

	private void tail(int codePoint, int shift) {
		put(0x80 | ((codePoint >> shift) & 0x3F));
	}

	private void put(int b) {
		this.bytes[this.size++] = (byte) b;
	}

	private void escape(char c) {
		if (ESCAPES[c] == 'u') {
			unicodeEscape(c);
			return;
		}
		put('\\');
		put(ESCAPES[c]);
	}

	// an escape takes more than the three bytes that a chunk reserves for each character
	private void unicodeEscape(char c) {
		reserve(MAX_ESCAPE + CHUNK * 3L);
		put('\\');
		put('u');
		for (int shift = 12; shift >= 0; shift -= 4) {
			put(HEX[(c >> shift) & 0xF]);
		}
	}

	private void reserve(long more) {
		if (this.size > this.limit) {
			throw FrameLimitException.tooLarge(this.limit);
		}
		if (this.bytes.length - this.size < more) {
			long wanted = Math.max(this.size + more, this.bytes.length * 2L);
			this.bytes = Arrays.copyOf(this.bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
		}
	}

	/**
	 * A limit was reached while encoding.
	 */
	static final class FrameLimitException extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		FrameLimitException(String message) {
			super(message);
		}

		static FrameLimitException tooLarge(int limit) {
			return new FrameLimitException("The frame is larger than " + limit + " bytes");
		}

	}

}
