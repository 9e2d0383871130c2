package org.intercom4j.channel;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Frames that wait to be written, joined to lines. Knows no threads; its owner guards it.
 */
final class FrameQueue {

	private final Deque<byte[]> frames = new ArrayDeque<>();

	private int joinedOfFirst;

	static void requireOneLine(byte[] frame) {
		if (Newlines.indexOf(frame, 0, frame.length) >= 0) {
			throw new IllegalArgumentException("'frame' must not contain a newline");
		}
	}

	/**
	 * The number of frames in the rest of a buffer that was filled with
	 * {@link #joinInto(ByteBuffer)}.
	 */
	static int count(ByteBuffer joined) {
		int count = 0;
		for (int i = joined.position(); i < joined.limit(); i++) {
			count += (joined.get(i) == '\n') ? 1 : 0;
		}
		return count;
	}

	void add(byte[] frame) {
		this.frames.add(frame);
	}

	/**
	 * The number of frames whose newline has not been joined yet.
	 */
	int size() {
		return this.frames.size();
	}

	void clear() {
		this.frames.clear();
	}

	/**
	 * Moves as many bytes as the buffer has room for.
	 */
	void joinInto(ByteBuffer buffer) {
		byte[] first = this.frames.peekFirst();
		while (first != null && joinFirst(first, buffer)) {
			this.frames.removeFirst();
			this.joinedOfFirst = 0;
			first = this.frames.peekFirst();
		}
	}

	private boolean joinFirst(byte[] frame, ByteBuffer buffer) {
		int count = Math.min(frame.length - this.joinedOfFirst, buffer.remaining());
		buffer.put(frame, this.joinedOfFirst, count);
		this.joinedOfFirst += count;
		if (!buffer.hasRemaining()) {
			return false;
		}
		buffer.put((byte) '\n');
		return true;
	}

}
