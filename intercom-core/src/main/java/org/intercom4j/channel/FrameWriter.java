package org.intercom4j.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The outgoing side of a channel. A sender writes itself what the socket takes; frames
 * that arrive meanwhile are joined by the one that is writing; what is left, and the
 * frames of a dense burst, are handed over to the loop.
 */
final class FrameWriter {

	// So that one sender does not write for all the others for ever.
	private static final int WRITES_OF_ONE_TURN = 16;

	private final WritableByteChannel socket;

	private final Outbox outbox;

	// Held for writing only, taken before the lock of the outbox
	private final ReentrantLock lock = new ReentrantLock();

	// Guarded by lock
	private final ByteBuffer joined;

	FrameWriter(WritableByteChannel socket, ChannelOptions options, Flusher flusher) {
		this.socket = socket;
		this.outbox = new Outbox(options.highWaterMark(), flusher);
		this.joined = ByteBuffer.allocateDirect(options.writeBufferSize()).limit(0);
	}

	/**
	 * Waits for room if asked to, then writes as much as goes without waiting.
	 */
	void send(byte[] frame, boolean waitForRoom) {
		FrameQueue.requireOneLine(frame);
		if (this.outbox.add(frame, waitForRoom)) {
			writeUnlessWritten();
		}
	}

	/**
	 * Leaves the frame to the end of the loop's turn, where it is joined with others.
	 */
	void sendLater(byte[] frame) {
		FrameQueue.requireOneLine(frame);
		this.outbox.addForLoop(frame);
	}

	/**
	 * Writes the frames of a burst at once that the loop would write a little later.
	 */
	void flushBurst() {
		if (this.outbox.hasBurst()) {
			writeUnlessWritten();
		}
	}

	/**
	 * Writes what was handed over. Called on the loop thread.
	 */
	void flush() {
		this.lock.lock();
		try {
			boolean done = false;
			while (!done) {
				done = !write() || this.outbox.release();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (this.outbox.needsWriter()) {
			writeUnlessWritten();
		}
	}

	/**
	 * Accepts nothing more, and tells the flusher when everything is written.
	 */
	void close() {
		this.outbox.close();
	}

	/**
	 * Gives up what is pending, after a write under way has returned. The socket is not
	 * used afterwards.
	 * @return the number of frames that were not written completely
	 */
	int abandon() {
		this.lock.lock();
		try {
			int unsent = this.outbox.clear() + FrameQueue.count(this.joined);
			this.joined.limit(0);
			return unsent;
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isAccepting() {
		return this.outbox.isAccepting();
	}

	long pendingBytes() {
		return this.outbox.pendingBytes();
	}

	private void writeUnlessWritten() {
		// Who fails to get the lock leaves its frame to the holder, which looks again.
		do {
			if (!this.lock.tryLock()) {
				return;
			}
			try {
				write();
			}
			finally {
				this.lock.unlock();
			}
		}
		while (this.outbox.needsWriter());
	}

	/**
	 * Returns whether all was written, and nothing left to the loop.
	 */
	private boolean write() {
		try {
			for (int i = 0; i < WRITES_OF_ONE_TURN; i++) {
				if (!this.outbox.join(this.joined)) {
					return true;
				}
				this.outbox.written(this.socket.write(this.joined));
				if (this.joined.hasRemaining()) {
					break;
				}
			}
			this.outbox.leaveToLoop();
		}
		catch (IOException ex) {
			this.outbox.fail(ex);
		}
		return false;
	}

}
