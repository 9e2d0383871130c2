package org.intercom4j.channel;

import java.nio.ByteBuffer;

/**
 * Cuts a stream of bytes into lines in linear time: no byte is scanned twice. Knows no
 * threads; the channel thread owns every field.
 * <p>
 * Fill {@link #space()}, tell {@link #filled(int)}, then call {@link #next()} until it
 * has {@link Result#NONE}.
 */
final class LineSplitter {

	private static final int KEPT_BUFFERS = 4;

	private final int limit;

	private final int bufferSize;

	private byte[] buffer;

	// 0 <= start <= scanned <= end: the current line begins at start
	private int start;

	private int scanned;

	private int end;

	private boolean skipping;

	private int offset;

	private int length;

	LineSplitter(int limit, int bufferSize) {
		this(limit, bufferSize, ByteBuffer.allocate(0));
	}

	/**
	 * Begins with bytes that were read elsewhere.
	 */
	LineSplitter(int limit, int bufferSize, ByteBuffer first) {
		this.limit = limit;
		this.bufferSize = bufferSize;
		this.end = first.remaining();
		this.buffer = new byte[Math.max(bufferSize, this.end)];
		first.get(this.buffer, 0, this.end);
	}

	/**
	 * Free space behind the bytes that are kept, at most one buffer size. Must not be
	 * called before {@link #next()} had nothing more.
	 */
	ByteBuffer space() {
		int kept = this.end - this.start;
		int capacity = capacityFor(kept);
		if (capacity != this.buffer.length || this.start > 0) {
			byte[] target = (capacity != this.buffer.length) ? new byte[capacity] : this.buffer;
			System.arraycopy(this.buffer, this.start, target, 0, kept);
			this.buffer = target;
			this.scanned -= this.start;
			this.start = 0;
			this.end = kept;
		}
		return ByteBuffer.wrap(this.buffer, this.end, Math.min(this.bufferSize, this.buffer.length - this.end));
	}

	void filled(int bytes) {
		this.end += bytes;
	}

	Result next() {
		while (this.scanned < this.end) {
			int newline = Newlines.indexOf(this.buffer, this.scanned, this.end);
			if (newline < 0) {
				this.scanned = this.end;
				return checkPartialLine();
			}
			int from = this.start;
			this.start = newline + 1;
			this.scanned = this.start;
			if (this.skipping) {
				this.skipping = false;
			}
			else if (take(from, newline)) {
				return (this.length > this.limit) ? Result.OVERSIZE : Result.LINE;
			}
		}
		shrink();
		return Result.NONE;
	}

	byte[] buffer() {
		return this.buffer;
	}

	int offset() {
		return this.offset;
	}

	int length() {
		return this.length;
	}

	int capacity() {
		return this.buffer.length;
	}

	/**
	 * The number of bytes behind the last line.
	 */
	int remaining() {
		return this.end - this.start;
	}

	BrokenFrameException broken() {
		return BrokenFrameException.overLimit(this.limit, this.buffer, this.offset, this.length);
	}

	private boolean take(int from, int newline) {
		int to = (newline > from && this.buffer[newline - 1] == '\r') ? newline - 1 : newline;
		this.offset = from;
		this.length = to - from;
		return this.length > 0;
	}

	private Result checkPartialLine() {
		int partial = this.end - this.start;
		// One byte more than the limit may still be the carriage return of the line end.
		boolean over = partial > this.limit + 1 || (partial == this.limit + 1 && this.buffer[this.end - 1] != '\r');
		if (!this.skipping && !over) {
			return Result.NONE;
		}
		this.offset = this.start;
		this.length = partial;
		this.start = this.end;
		boolean reported = this.skipping;
		this.skipping = true;
		return reported ? Result.NONE : Result.OVERSIZE;
	}

	private int capacityFor(int kept) {
		int capacity = this.buffer.length;
		if (kept < this.bufferSize && capacity > KEPT_BUFFERS * (long) this.bufferSize) {
			return 2 * this.bufferSize;
		}
		boolean enough = capacity - kept > this.bufferSize / 4;
		long most = Math.max(this.bufferSize, this.limit + 2L);
		return enough ? capacity : (int) Math.max(capacity, Math.min(2L * capacity, most));
	}

	private void shrink() {
		if (this.start == this.end && this.buffer.length > KEPT_BUFFERS * (long) this.bufferSize) {
			this.buffer = new byte[this.bufferSize];
			this.start = 0;
			this.scanned = 0;
			this.end = 0;
		}
	}

	/**
	 * What {@link LineSplitter#next()} found.
	 */
	enum Result {

		/**
		 * No complete line.
		 */
		NONE,

		/**
		 * A line at offset and length.
		 */
		LINE,

		/**
		 * A line over the limit, whose beginning is at offset and length.
		 */
		OVERSIZE

	}

}
