package org.intercom4j.channel;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/**
 * The incoming side of a channel. Called on the loop thread, except for pausing.
 */
final class FrameReader {

	private final ReadableByteChannel socket;

	private final LineSplitter splitter;

	private volatile boolean paused;

	FrameReader(ReadableByteChannel socket, LineSplitter splitter) {
		this.socket = socket;
		this.splitter = splitter;
	}

	void pause() {
		this.paused = true;
	}

	void resume() {
		this.paused = false;
	}

	boolean isPaused() {
		return this.paused;
	}

	/**
	 * Delivers what is buffered, then reads once only, so that all channels take turns.
	 * @return {@code false} at the end of the stream
	 */
	boolean read(MessageHandler handler) throws IOException {
		try {
			return !deliver(handler) || readOnce(handler);
		}
		finally {
			handler.onBatchEnd();
		}
	}

	private boolean readOnce(MessageHandler handler) throws IOException {
		int bytes = this.socket.read(this.splitter.space());
		if (bytes < 0) {
			return false;
		}
		this.splitter.filled(bytes);
		deliver(handler);
		return true;
	}

	/**
	 * The number of bytes that were read but not delivered.
	 */
	int undelivered() {
		return this.splitter.remaining();
	}

	private boolean deliver(MessageHandler handler) {
		while (!this.paused) {
			switch (this.splitter.next()) {
				case LINE -> handler.onMessage(this.splitter.buffer(), this.splitter.offset(), this.splitter.length());
				case OVERSIZE -> handler.onBroken(this.splitter.broken());
				default -> {
					return true;
				}
			}
		}
		return false;
	}

}
