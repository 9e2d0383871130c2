package org.intercom4j.dnode;

import java.util.Arrays;

/**
 * Steps over JSON values in bytes without making objects. It accepts only what the full
 * parser accepts too; what it refuses may still be valid. Used by one thread.
 */
class JsonScanner {

	private static final int MAX_NUMBER = 1000;

	private final int maxNesting;

	// all fields from here on are owned by the thread that scans
	private byte[] json = {};

	private int end;

	private int position;

	// whether an escape may stand for a surrogate
	private boolean surrogate;

	JsonScanner(int maxNesting) {
		this.maxNesting = maxNesting;
	}

	final void begin(byte[] json, int offset, int length) {
		this.json = json;
		this.position = offset;
		this.end = offset + length;
	}

	final byte[] json() {
		return this.json;
	}

	final int position() {
		return this.position;
	}

	final boolean atEnd() {
		skipSpace();
		return this.position == this.end;
	}

	final void skipSpace() {
		while (this.position < this.end && isSpace(this.json[this.position])) {
			this.position++;
		}
	}

	private static boolean isSpace(byte b) {
		return b == ' ' || b == '\t' || b == '\n' || b == '\r';
	}

	/**
	 * The byte at the current position.
	 * @return the byte, 0 at the end
	 */
	final int peek() {
		return (this.position < this.end) ? this.json[this.position] : 0;
	}

	final boolean skip(char expected) {
		if (peek() == expected) {
			this.position++;
			return true;
		}
		return false;
	}

	final boolean skipToken(char expected) {
		skipSpace();
		return skip(expected);
	}

	final boolean skip(byte[] expected) {
		int next = this.position + expected.length;
		if (next > this.end || !Arrays.equals(this.json, this.position, next, expected, 0, expected.length)) {
			return false;
		}
		this.position = next;
		return true;
	}

	/**
	 * Steps over a value, and white space before it.
	 * @param depth number of containers around the value
	 * @return false if it is not surely valid
	 */
	final boolean skipValue(int depth) {
		skipSpace();
		return switch (peek()) {
			case '"' -> skipString();
			case '{' -> depth < this.maxNesting && skipObject(depth + 1);
			case '[' -> depth < this.maxNesting && skipList(depth + 1);
			case 't' -> skipWord("true");
			case 'f' -> skipWord("false");
			case 'n' -> skipWord("null");
			default -> skipNumber();
		};
	}

	private boolean skipWord(String word) {
		for (int i = 0; i < word.length(); i++) {
			if (!skip(word.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private boolean skipObject(int depth) {
		this.position++;
		if (skipToken('}')) {
			return true;
		}
		do {
			skipSpace();
			if (!skipName() || !skipToken(':') || !skipValue(depth)) {
				return false;
			}
		}
		while (skipToken(','));
		return skip('}');
	}

	// the full parser has a way of its own for names with escaped surrogates
	private boolean skipName() {
		this.surrogate = false;
		return skipString() && !this.surrogate;
	}

	private boolean skipList(int depth) {
		this.position++;
		if (skipToken(']')) {
			return true;
		}
		do {
			if (!skipValue(depth)) {
				return false;
			}
		}
		while (skipToken(','));
		return skip(']');
	}

	private boolean skipNumber() {
		int start = this.position;
		skip('-');
		boolean valid = skip('0') || skipDigits();
		if (valid && skip('.')) {
			valid = skipDigits();
		}
		if (valid && (skip('e') || skip('E'))) {
			if (!skip('+')) {
				skip('-');
			}
			valid = skipDigits();
		}
		return valid && this.position - start <= MAX_NUMBER;
	}

	private boolean skipDigits() {
		int start = this.position;
		while (this.position < this.end && isDigit(this.json[this.position])) {
			this.position++;
		}
		return this.position > start;
	}

	static boolean isDigit(int b) {
		return b >= '0' && b <= '9';
	}

	final boolean skipString() {
		if (!skip('"')) {
			return false;
		}
		while (this.position < this.end) {
			this.position = PlainBytes.end(this.json, this.position, this.end);
			int b = peek();
			this.position++;
			if (b == '"') {
				return true;
			}
			if (b == '\\' ? !skipEscape() : b < 0 ? !skipWide(b & 0xFF) : b < 0x20) {
				return false;
			}
		}
		return false;
	}

	private boolean skipEscape() {
		int b = peek();
		this.position++;
		if (b != 'u') {
			return b == '"' || b == '\\' || b == '/' || b == 'b' || b == 'f' || b == 'n' || b == 'r' || b == 't';
		}
		this.surrogate |= (peek() | 0x20) == 'd';
		for (int i = 0; i < 4; i++) {
			if (Character.digit(peek(), 16) < 0) {
				return false;
			}
			this.position++;
		}
		return true;
	}

	// well-formed UTF-8 only: no overlong forms, no surrogates, nothing above U+10FFFF
	private boolean skipWide(int lead) {
		if (lead >= 0xC2 && lead <= 0xDF) {
			return skipTail(0x80, 0xBF);
		}
		if (lead >= 0xE0 && lead <= 0xEF) {
			return skipTail((lead == 0xE0) ? 0xA0 : 0x80, (lead == 0xED) ? 0x9F : 0xBF) && skipTail(0x80, 0xBF);
		}
		return lead >= 0xF0 && lead <= 0xF4 && skipTail((lead == 0xF0) ? 0x90 : 0x80, (lead == 0xF4) ? 0x8F : 0xBF)
				&& skipTail(0x80, 0xBF) && skipTail(0x80, 0xBF);
	}

	private boolean skipTail(int min, int max) {
		int b = peek() & 0xFF;
		this.position++;
		return b >= min && b <= max;
	}

}
