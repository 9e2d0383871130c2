package org.intercom4j.channel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;

/**
 * What the contract tests of every transport need.
 */
abstract class MessageChannelContract {

	static final int HIGH_WATER_MARK = 100_000;

	static final byte[] FRAME = ChannelFixture.bytes("x".repeat(9_999));

	final ChannelFixture fixture;

	final RecordingHandler handler = new RecordingHandler();

	MessageChannelContract(Transport transport) {
		this.fixture = new ChannelFixture(transport);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	/**
	 * Sends until the queue is so far above the mark that no buffer of the system,
	 * however it grows, takes it below.
	 */
	int fillSocket(MessageChannel channel) {
		int count = 0;
		while (channel.pendingBytes() <= 300 * HIGH_WATER_MARK) {
			channel.sendNow(FRAME);
			count++;
		}
		return count;
	}

	/**
	 * Lets the parent's loop look at its sockets again.
	 */
	void awaitTurns(int turns) {
		for (int i = 0; i < turns; i++) {
			CompletableFuture<Void> turn = new CompletableFuture<>();
			this.fixture.parentLoop.execute(() -> turn.complete(null));
			turn.orTimeout(RecordingHandler.PATIENCE_SECONDS, TimeUnit.SECONDS).join();
		}
	}

	ChannelOptions backPressure() {
		return this.fixture.options().highWaterMark(HIGH_WATER_MARK).build();
	}

}
