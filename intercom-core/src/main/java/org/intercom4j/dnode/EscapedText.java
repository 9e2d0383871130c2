package org.intercom4j.dnode;

import tools.jackson.core.io.SerializedString;

/**
 * Text with a lone half of a surrogate pair, which UTF-8 cannot carry: written as an
 * escape.
 */
final class EscapedText extends SerializedString {

	private static final long serialVersionUID = 1L;

	EscapedText(String value) {
		super(value);
		FrameWriter writer = new FrameWriter(Integer.MAX_VALUE);
		writer.text(value);
		byte[] quoted = writer.toByteArray();
		byte[] content = new byte[quoted.length - 2];
		System.arraycopy(quoted, 1, content, 0, content.length);
		this._quotedUTF8Ref = content;
	}

	static boolean isNeededFor(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				int codePoint = text.codePointAt(i);
				if (!Character.isSupplementaryCodePoint(codePoint)) {
					return true;
				}
				i++;
			}
		}
		return false;
	}

}
