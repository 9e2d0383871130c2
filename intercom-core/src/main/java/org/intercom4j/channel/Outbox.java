package org.intercom4j.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The outgoing queue of a channel: what is pending, whether more is accepted, and who is
 * to write it. Every field is guarded by the lock, which is never held while writing.
 */
final class Outbox {

	private final long highWaterMark;

	private final Flusher flusher;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition room = this.lock.newCondition();

	private final FrameQueue queue = new FrameQueue();

	private final BurstDetector bursts = new BurstDetector();

	private long pendingBytes;

	private boolean accepting = true;

	private HandOver handOver = HandOver.NONE;

	// whether something was written since the loop looked last
	private boolean busy;

	private @Nullable IOException failure;

	Outbox(long highWaterMark, Flusher flusher) {
		this.highWaterMark = highWaterMark;
		this.flusher = flusher;
	}

	/**
	 * Adds a frame for its sender to write, after waiting for room if asked to.
	 * @return whether the sender is to write, since nothing was handed over to the loop
	 */
	boolean add(byte[] frame, boolean waitForRoom) {
		this.lock.lock();
		try {
			while (waitForRoom && this.accepting && this.pendingBytes > this.highWaterMark) {
				this.room.awaitUninterruptibly();
			}
			accept(frame);
			if (this.handOver == HandOver.NONE && this.bursts.frameSentAt(System.nanoTime())) {
				handOver(HandOver.BURST);
			}
			return isLeftToSender();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Adds a frame for the loop to write.
	 */
	void addForLoop(byte[] frame) {
		this.lock.lock();
		try {
			accept(frame);
			if (this.handOver == HandOver.NONE) {
				handOver(HandOver.SOON);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether something is pending that was not handed over to the loop.
	 */
	boolean needsWriter() {
		this.lock.lock();
		try {
			return isLeftToSender();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isLeftToSender() {
		return this.failure == null && this.handOver == HandOver.NONE && this.pendingBytes > 0;
	}

	/**
	 * Whether frames of a burst are pending that the loop has not come to yet.
	 */
	boolean hasBurst() {
		this.lock.lock();
		try {
			return this.failure == null && this.handOver == HandOver.BURST && this.pendingBytes > 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Refills an empty buffer with joined frames.
	 * @return {@code false} if there is nothing to write
	 */
	boolean join(ByteBuffer joined) {
		this.lock.lock();
		try {
			if (!joined.hasRemaining()) {
				this.queue.joinInto(joined.clear());
				joined.flip();
			}
			return this.failure == null && joined.hasRemaining();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Lets go of the loop when nothing is pending. While a burst lasts it comes again
	 * after a pause: to wake it for every few frames would cost more than to send them.
	 * @return {@code false} if more has arrived meanwhile
	 */
	boolean release() {
		this.lock.lock();
		try {
			if (this.failure == null && this.pendingBytes > 0) {
				return false;
			}
			if (this.handOver == HandOver.BURST && this.busy && this.accepting) {
				this.flusher.flushAfterPause();
			}
			else {
				handOver(HandOver.NONE);
			}
			this.busy = false;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	void written(int bytes) {
		this.lock.lock();
		try {
			this.busy = true;
			this.pendingBytes -= bytes;
			if (this.pendingBytes <= this.highWaterMark) {
				this.room.signalAll();
			}
			reportFlushed();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Hands what is pending over to the loop.
	 */
	void leaveToLoop() {
		this.lock.lock();
		try {
			handOver(HandOver.WHEN_WRITABLE);
		}
		finally {
			this.lock.unlock();
		}
	}

	void fail(IOException ex) {
		this.lock.lock();
		try {
			this.failure = ex;
			handOver(HandOver.NONE);
			// Before the refusal, because a channel that is not closing goes on reading.
			reportFlushed();
			refuse();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Accepts nothing more; {@link Flusher#flushed()} follows when nothing is pending or
	 * can be written.
	 */
	void close() {
		this.lock.lock();
		try {
			refuse();
			reportFlushed();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forgets what is pending.
	 * @return the number of frames that were not joined completely
	 */
	int clear() {
		this.lock.lock();
		try {
			refuse();
			int unsent = this.queue.size();
			this.queue.clear();
			this.pendingBytes = 0;
			// Not told to the flusher, whose socket is about to be closed.
			this.handOver = HandOver.NONE;
			return unsent;
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isAccepting() {
		this.lock.lock();
		try {
			return this.accepting;
		}
		finally {
			this.lock.unlock();
		}
	}

	long pendingBytes() {
		this.lock.lock();
		try {
			return this.pendingBytes;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void accept(byte[] frame) {
		if (!this.accepting) {
			throw new ChannelClosedException(this.flusher.description(), this.failure);
		}
		this.queue.add(frame);
		this.pendingBytes += frame.length + 1L;
	}

	private void refuse() {
		this.accepting = false;
		this.room.signalAll();
	}

	private void reportFlushed() {
		if (!this.accepting && (this.pendingBytes == 0 || this.failure != null)) {
			this.flusher.flushed();
		}
	}

	private void handOver(HandOver next) {
		HandOver previous = this.handOver;
		this.handOver = next;
		if (next == HandOver.SOON || next == HandOver.BURST) {
			this.flusher.flushSoon();
		}
		else if (next == HandOver.WHEN_WRITABLE && previous != HandOver.WHEN_WRITABLE) {
			this.flusher.flushWhenWritable();
		}
		else if (next == HandOver.NONE && previous == HandOver.WHEN_WRITABLE) {
			this.flusher.flushNoMore();
		}
	}

	/**
	 * How the queue is left to the loop.
	 */
	private enum HandOver {

		NONE, SOON, BURST, WHEN_WRITABLE

	}

}
