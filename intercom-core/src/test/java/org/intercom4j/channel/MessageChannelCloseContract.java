package org.intercom4j.channel;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.intercom4j.channel.ChannelFixture.Pair;
import org.intercom4j.channel.ChannelFixture.RawPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How every transport closes and ends.
 */
abstract class MessageChannelCloseContract extends MessageChannelContract {

	MessageChannelCloseContract(Transport transport) {
		super(transport);
	}

	@Test
	void closeWhenCalledTwiceThenEndsBothSidesOnce() throws Exception {
		Pair pair = this.fixture.connect();
		RecordingHandler childHandler = new RecordingHandler();
		pair.parent().start(this.handler);
		pair.child().start(childHandler);
		pair.parent().close();
		pair.parent().close();
		assertThat(pair.parent().isOpen()).isFalse();
		assertThat(childHandler.end()).isEqualTo(new RecordingHandler.End(null, 0));
		assertThat(this.handler.end()).isEqualTo(new RecordingHandler.End(null, 0));
		pair.parent().close();
		pair.child().close();
		this.fixture.close();
		assertThat(this.handler.closings).hasValue(1);
		assertThat(childHandler.closings).hasValue(1);
	}

	@Test
	void closeWhenFramesArePendingThenFlushesThemBeforeTheEnd() throws Exception {
		RawPair pair = this.fixture.connectRaw(this.fixture.options().build());
		pair.channel().start(this.handler);
		int count = fillSocket(pair.channel());
		pair.channel().close();
		String all = ChannelFixture.readFully(pair.socket(), count * 10_000 + 1);
		assertThat(all).hasSize(count * 10_000);
		pair.close();
		assertThat(this.handler.end()).isEqualTo(new RecordingHandler.End(null, 0));
	}

	@Test
	void closeWhenPeerStillWritesThenDeliversItToo() throws Exception {
		RawPair pair = this.fixture.connectRaw(this.fixture.options().build());
		pair.channel().start(this.handler);
		pair.channel().close();
		assertThat(ChannelFixture.readFully(pair.socket(), 1)).isEmpty();
		ChannelFixture.write(pair.socket(), "last words\n");
		pair.close();
		assertThat(this.handler.nextText()).isEqualTo("last words");
		assertThat(this.handler.end()).isEqualTo(new RecordingHandler.End(null, 0));
	}

	@Test
	void closeWhenPeerNeverReadsThenEndsAfterTheLimitAndCountsUnsentFrames() throws Exception {
		ChannelOptions options = this.fixture.options().closeTimeLimit(Duration.ofMillis(50)).build();
		try (RawPair pair = this.fixture.connectRaw(options)) {
			pair.channel().start(this.handler);
			int count = fillSocket(pair.channel());
			pair.channel().close();
			RecordingHandler.End end = this.handler.end();
			assertThat(end.cause()).hasMessageContaining("more bytes within PT0.05S of the close");
			assertThat(end.unsentFrames()).isBetween(1, count);
		}
	}

	@Test
	void closeWhenNotStartedThenLaterStartIsToldSo() throws Exception {
		Pair pair = this.fixture.connect();
		RecordingHandler childHandler = new RecordingHandler();
		pair.child().start(childHandler);
		pair.parent().send(ChannelFixture.bytes("one"));
		pair.parent().close();
		assertThat(childHandler.nextText()).isEqualTo("one");
		childHandler.end();
		pair.parent().start(this.handler);
		assertThat(this.handler.end()).isEqualTo(new RecordingHandler.End(null, 0));
	}

	@Test
	void sendWhenClosedThenThrows() throws Exception {
		Pair pair = this.fixture.connect();
		pair.parent().close();
		assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> pair.parent().send(FRAME))
			.withMessage("Channel " + pair.parent().description() + " is closed");
		assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> pair.parent().sendNow(FRAME));
	}

	@Test
	void closeWhileSendersSendThenAllAcceptedFramesArrive() throws Exception {
		Pair pair = this.fixture.connect();
		pair.parent().start(this.handler);
		pair.child().start(new RecordingHandler());
		AtomicInteger accepted = new AtomicInteger();
		CountDownLatch underWay = new CountDownLatch(200);
		Runnable sender = () -> {
			try {
				while (true) {
					pair.child().send(FRAME);
					accepted.incrementAndGet();
					underWay.countDown();
				}
			}
			catch (ChannelClosedException ex) {
				underWay.countDown();
			}
		};
		Thread one = ChannelFixture.start(sender::run);
		Thread two = ChannelFixture.start(sender::run);
		assertThat(underWay.await(RecordingHandler.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		pair.child().close();
		ChannelFixture.join(one);
		ChannelFixture.join(two);
		this.handler.end();
		assertThat(this.handler.frames).hasSize(accepted.get())
			.allSatisfy((frame) -> assertThat(Arrays.equals(frame, FRAME)).isTrue());
	}

	@Test
	void onClosedWhenPeerDiesWithPendingFramesThenCountsThem() throws Exception {
		RawPair pair = this.fixture.connectRaw(this.fixture.options().build());
		pair.channel().start(this.handler);
		int count = fillSocket(pair.channel());
		pair.close();
		assertThat(this.handler.end().unsentFrames()).isBetween(1, count);
		assertThat(pair.channel().pendingBytes()).isZero();
	}

}
