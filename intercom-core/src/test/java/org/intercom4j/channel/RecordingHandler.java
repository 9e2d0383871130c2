package org.intercom4j.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps what arrives, for tests to wait for.
 */
class RecordingHandler implements MessageHandler {

	static final int PATIENCE_SECONDS = 60;

	final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();

	final BlockingQueue<BrokenFrameException> broken = new LinkedBlockingQueue<>();

	final CompletableFuture<End> closed = new CompletableFuture<>();

	final AtomicInteger closings = new AtomicInteger();

	final AtomicInteger afterClosing = new AtomicInteger();

	@Override
	public void onMessage(byte[] buffer, int offset, int length) {
		this.afterClosing.addAndGet(this.closings.get());
		this.frames.add(Arrays.copyOfRange(buffer, offset, offset + length));
	}

	@Override
	public void onBroken(BrokenFrameException ex) {
		this.broken.add(ex);
	}

	@Override
	public void onClosed(@Nullable IOException cause, int unsentFrames) {
		this.closings.incrementAndGet();
		this.closed.complete(new End(cause, unsentFrames));
	}

	byte[] nextFrame() throws InterruptedException {
		byte[] frame = this.frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		assertThat(frame).as("a frame within %s s", PATIENCE_SECONDS).isNotNull();
		return frame;
	}

	String nextText() throws InterruptedException {
		return new String(nextFrame(), StandardCharsets.UTF_8);
	}

	BrokenFrameException nextBroken() throws InterruptedException {
		BrokenFrameException ex = this.broken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		assertThat(ex).as("a broken frame within %s s", PATIENCE_SECONDS).isNotNull();
		return ex;
	}

	End end() throws Exception {
		return this.closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	record End(@Nullable IOException cause, int unsentFrames) {
	}

}
