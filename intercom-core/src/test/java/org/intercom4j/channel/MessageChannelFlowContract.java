package org.intercom4j.channel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.intercom4j.channel.ChannelFixture.Pair;
import org.intercom4j.channel.ChannelFixture.RawPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How every transport waits, pauses and bears interrupts.
 */
abstract class MessageChannelFlowContract extends MessageChannelContract {

	MessageChannelFlowContract(Transport transport) {
		super(transport);
	}

	@Test
	void sendWhenThreadIsInterruptedThenFrameArrivesAndInterruptRemains() throws Exception {
		Pair pair = this.fixture.connect();
		pair.parent().start(this.handler);
		Thread.currentThread().interrupt();
		for (int i = 0; i < 100; i++) {
			pair.child().send(ChannelFixture.bytes("frame " + i));
		}
		assertThat(Thread.interrupted()).isTrue();
		for (int i = 0; i < 100; i++) {
			assertThat(this.handler.nextText()).isEqualTo("frame " + i);
		}
		assertThat(pair.child().isOpen()).isTrue();
	}

	@Test
	void sendWhenAboveHighWaterMarkThenBlocksUntilDrained() throws Exception {
		try (RawPair pair = this.fixture.connectRaw(backPressure())) {
			int count = fillSocket(pair.channel());
			Thread sender = ChannelFixture.start(() -> pair.channel().send(FRAME));
			ChannelFixture.awaitWaiting(sender);
			assertThat(pair.channel().pendingBytes()).isGreaterThan(HIGH_WATER_MARK);
			assertThat(ChannelFixture.readFully(pair.socket(), (count + 1) * 10_000)).hasSize((count + 1) * 10_000);
			ChannelFixture.join(sender);
			ChannelFixture.await(() -> pair.channel().pendingBytes() == 0);
		}
	}

	@Test
	void sendWhenInterruptedWhileBlockedThenGoesOnWaitingAndInterruptRemains() throws Exception {
		try (RawPair pair = this.fixture.connectRaw(backPressure())) {
			int count = fillSocket(pair.channel());
			CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
			Thread sender = ChannelFixture.start(() -> {
				pair.channel().send(FRAME);
				interrupted.complete(Thread.currentThread().isInterrupted());
			});
			ChannelFixture.awaitWaiting(sender);
			sender.interrupt();
			ChannelFixture.readFully(pair.socket(), (count + 1) * 10_000);
			assertThat(interrupted.get(RecordingHandler.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
			assertThat(pair.channel().isOpen()).isTrue();
		}
	}

	@Test
	void sendWhenChannelEndsWhileBlockedThenThrows() throws Exception {
		RawPair pair = this.fixture.connectRaw(backPressure());
		pair.channel().start(this.handler);
		fillSocket(pair.channel());
		AtomicBoolean refused = new AtomicBoolean();
		Thread sender = ChannelFixture.start(() -> {
			try {
				pair.channel().send(FRAME);
			}
			catch (ChannelClosedException ex) {
				refused.set(true);
			}
		});
		ChannelFixture.awaitWaiting(sender);
		pair.close();
		ChannelFixture.join(sender);
		assertThat(refused).isTrue();
		this.handler.end();
	}

	@Test
	void sendNowWhenAboveHighWaterMarkThenDoesNotBlock() throws Exception {
		try (RawPair pair = this.fixture.connectRaw(backPressure())) {
			int count = fillSocket(pair.channel());
			for (int i = 0; i < 100; i++) {
				pair.channel().sendNow(FRAME);
			}
			assertThat(pair.channel().pendingBytes()).isGreaterThan(100 * 10_000L);
			int bytes = (count + 100) * 10_000;
			assertThat(ChannelFixture.readFully(pair.socket(), bytes)).hasSize(bytes);
		}
	}

	@Test
	void sendWhenCalledByHandlerAboveHighWaterMarkThenDoesNotBlock() throws Exception {
		try (RawPair pair = this.fixture.connectRaw(backPressure())) {
			pair.channel().start(new RecordingHandler() {
				@Override
				public void onMessage(byte[] buffer, int offset, int length) {
					for (int i = 0; i < 100; i++) {
						pair.channel().send(FRAME);
					}
				}
			});
			ChannelFixture.write(pair.socket(), "one\ntwo\n");
			assertThat(ChannelFixture.readFully(pair.socket(), 2_000_000)).hasSize(2_000_000);
		}
	}

	@Test
	void sendNowWhenHandlersFloodEachOtherThenNeitherWaits() throws Exception {
		Pair pair = this.fixture.connect(backPressure(), backPressure());
		CountDownLatch rounds = new CountDownLatch(20_000);
		pair.parent().start(new Flood(pair.parent(), rounds));
		pair.child().start(new Flood(pair.child(), rounds));
		for (int i = 0; i < 50; i++) {
			pair.parent().sendNow(FRAME);
			pair.child().sendNow(FRAME);
		}
		assertThat(rounds.await(RecordingHandler.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void pauseReadingWhenCalledByHandlerThenNextFrameWaitsForResume() throws Exception {
		try (RawPair pair = this.fixture.connectRaw(this.fixture.options().build())) {
			RecordingHandler pausing = new RecordingHandler() {
				@Override
				public void onMessage(byte[] buffer, int offset, int length) {
					super.onMessage(buffer, offset, length);
					pair.channel().pauseReading();
				}
			};
			ChannelFixture.write(pair.socket(), "one\ntwo\nthree\n");
			pair.channel().start(pausing);
			assertThat(pausing.nextText()).isEqualTo("one");
			ChannelFixture.write(pair.socket(), "four\n");
			awaitTurns(2);
			assertThat(pausing.frames).isEmpty();
			for (String expected : new String[] { "two", "three", "four" }) {
				pair.channel().resumeReading();
				assertThat(pausing.nextText()).isEqualTo(expected);
				awaitTurns(2);
				assertThat(pausing.frames).isEmpty();
			}
		}
	}

	@Test
	void pauseReadingWhenPeerClosesThenRestIsDeliveredAfterResume() throws Exception {
		RawPair pair = this.fixture.connectRaw(this.fixture.options().build());
		pair.channel().pauseReading();
		pair.channel().start(this.handler);
		ChannelFixture.write(pair.socket(), "one\n");
		pair.close();
		awaitTurns(3);
		assertThat(this.handler.frames).isEmpty();
		assertThat(this.handler.closed).isNotDone();
		pair.channel().resumeReading();
		assertThat(this.handler.nextText()).isEqualTo("one");
		assertThat(this.handler.end()).isEqualTo(new RecordingHandler.End(null, 0));
	}

	private static final class Flood extends RecordingHandler {

		private final MessageChannel channel;

		private final CountDownLatch rounds;

		private Flood(MessageChannel channel, CountDownLatch rounds) {
			this.channel = channel;
			this.rounds = rounds;
		}

		@Override
		public void onMessage(byte[] buffer, int offset, int length) {
			this.rounds.countDown();
			if (this.rounds.getCount() > 0) {
				this.channel.sendNow(FRAME);
			}
		}

	}

}
