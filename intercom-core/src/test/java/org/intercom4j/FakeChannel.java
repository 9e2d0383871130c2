package org.intercom4j;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.intercom4j.channel.MessageChannel;
import org.intercom4j.channel.MessageHandler;

/**
 * A channel that leads nowhere.
 */
final class FakeChannel implements MessageChannel {

	private final List<String> sent = new CopyOnWriteArrayList<>();

	private final CountDownLatch never = new CountDownLatch(1);

	private volatile boolean open = true;

	/** Whether a send that may block does so for ever. */
	volatile boolean full;

	volatile boolean paused;

	volatile boolean wasPaused;

	/** Runs inside a pause, before it takes effect. */
	volatile Runnable onPause = () -> {
	};

	List<String> sent() {
		return this.sent;
	}

	@Override
	public void start(MessageHandler handler) {
	}

	@Override
	public void send(byte[] frame) {
		if (this.full) {
			try {
				this.never.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		sendNow(frame);
	}

	@Override
	public void sendNow(byte[] frame) {
		this.sent.add(new String(frame, StandardCharsets.UTF_8));
	}

	@Override
	public void flush() {
	}

	@Override
	public void pauseReading() {
		this.onPause.run();
		this.paused = true;
		this.wasPaused = true;
	}

	@Override
	public void resumeReading() {
		this.paused = false;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public long pendingBytes() {
		return 0;
	}

	@Override
	public String description() {
		return "fake";
	}

	@Override
	public void close() {
		this.open = false;
	}

}
