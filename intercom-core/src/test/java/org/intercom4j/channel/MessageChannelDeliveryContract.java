package org.intercom4j.channel;

import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.intercom4j.channel.ChannelFixture.Pair;
import org.intercom4j.channel.ChannelFixture.RawPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What every transport delivers.
 */
abstract class MessageChannelDeliveryContract extends MessageChannelContract {

	MessageChannelDeliveryContract(Transport transport) {
		super(transport);
	}

	@Test
	void sendWhenBothSidesAreStartedThenEachReceives() throws Exception {
		Pair pair = this.fixture.connect();
		RecordingHandler childHandler = new RecordingHandler();
		pair.parent().start(this.handler);
		pair.child().start(childHandler);
		pair.parent().send(ChannelFixture.bytes("down"));
		pair.child().send(ChannelFixture.bytes("üp"));
		assertThat(childHandler.nextText()).isEqualTo("down");
		assertThat(this.handler.nextText()).isEqualTo("üp");
		assertThat(pair.parent().description()).isEqualTo(pair.child().description());
	}

	@Test
	void startWhenFramesArrivedBeforeThenDeliversThem() throws Exception {
		Pair pair = this.fixture.connect();
		pair.child().send(ChannelFixture.bytes("early"));
		pair.child().close();
		pair.parent().start(this.handler);
		assertThat(this.handler.nextText()).isEqualTo("early");
		assertThat(this.handler.end().cause()).isNull();
	}

	@Test
	void startWhenCalledTwiceThenThrows() throws Exception {
		Pair pair = this.fixture.connect();
		pair.parent().start(this.handler);
		assertThatIllegalStateException().isThrownBy(() -> pair.parent().start(this.handler))
			.withMessage("Channel " + pair.parent().description() + " has already been started");
	}

	@Test
	void sendWhenManySmallFramesThenArriveInOrder() throws Exception {
		int count = 1_000_000;
		Pair pair = this.fixture.connect();
		CountDownLatch all = new CountDownLatch(count);
		List<String> wrong = new ArrayList<>();
		pair.parent().start(new RecordingHandler() {
			@Override
			public void onMessage(byte[] buffer, int offset, int length) {
				String text = new String(buffer, offset, length, StandardCharsets.US_ASCII);
				if (Integer.parseInt(text) != count - all.getCount()) {
					wrong.add(text);
				}
				all.countDown();
			}
		});
		for (int i = 0; i < count; i++) {
			pair.child().send(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
		}
		assertThat(all.await(RecordingHandler.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(wrong).isEmpty();
	}

	@Test
	void sendWhenSendersAreConcurrentThenFramesNeitherInterleaveNorChangeOrder() throws Exception {
		Pair pair = this.fixture.connect();
		pair.parent().start(this.handler);
		int senders = 6;
		int count = 5_000;
		List<Thread> threads = new ArrayList<>();
		for (int sender = 0; sender < senders; sender++) {
			String name = sender + ":";
			threads.add(ChannelFixture.start(() -> {
				for (int i = 0; i < count; i++) {
					pair.child().send(ChannelFixture.bytes(name + i + ":" + "x".repeat(i % 500)));
				}
			}));
		}
		int[] next = new int[senders];
		for (int i = 0; i < senders * count; i++) {
			String[] parts = this.handler.nextText().split(":", -1);
			int sender = Integer.parseInt(parts[0]);
			assertThat(Integer.parseInt(parts[1])).isEqualTo(next[sender]);
			assertThat(parts[2]).isEqualTo("x".repeat(next[sender] % 500));
			next[sender]++;
		}
		for (Thread thread : threads) {
			ChannelFixture.join(thread);
		}
	}

	@Test
	void sendWhenFramesAreLargeThenArriveWhole() throws Exception {
		Pair pair = this.fixture.connect();
		pair.parent().start(this.handler);
		byte[] large = new byte[64 << 20];
		Arrays.fill(large, (byte) 'x');
		large[0] = 'a';
		large[large.length - 1] = 'z';
		pair.child().send(large);
		pair.child().send(ChannelFixture.bytes("small"));
		assertThat(Arrays.equals(this.handler.nextFrame(), large)).isTrue();
		assertThat(this.handler.nextText()).isEqualTo("small");
		assertThat(this.handler.broken).isEmpty();
	}

	@Test
	void onMessageWhenBytesArriveOneByOneThenDeliversFrames() throws Exception {
		try (RawPair pair = this.fixture.connectRaw(this.fixture.options().build())) {
			pair.channel().start(this.handler);
			for (byte value : ChannelFixture.bytes("{\"one\":1}\n\n{\"zwei\":\"ü\"}\r\n")) {
				ChannelFixture.write(pair.socket(), new byte[] { value });
			}
			assertThat(this.handler.nextText()).isEqualTo("{\"one\":1}");
			assertThat(this.handler.nextText()).isEqualTo("{\"zwei\":\"ü\"}");
			assertThat(this.handler.frames).isEmpty();
		}
	}

	@Test
	void onBrokenWhenLineIsOverTheLimitThenNextLineIsDelivered() throws Exception {
		ChannelOptions options = this.fixture.options().frameLimit(1000).readBufferSize(128).build();
		try (RawPair pair = this.fixture.connectRaw(options)) {
			pair.channel().start(this.handler);
			ChannelFixture.write(pair.socket(), "first\n" + "ab".repeat(50_000) + "\nlast\n");
			assertThat(this.handler.nextText()).isEqualTo("first");
			assertThat(this.handler.nextText()).isEqualTo("last");
			BrokenFrameException ex = this.handler.nextBroken();
			assertThat(ex.limit()).isEqualTo(1000);
			assertThat(ex.excerpt()).isEqualTo("ab".repeat(100));
			assertThat(this.handler.broken).isEmpty();
			assertThat(pair.channel().isOpen()).isTrue();
		}
	}

	@Test
	void onMessageWhenHandlerThrowsThenChannelGoesOn() throws Exception {
		RecordingHandler throwing = new RecordingHandler() {
			@Override
			public void onMessage(byte[] buffer, int offset, int length) {
				super.onMessage(buffer, offset, length);
				if (this.frames.size() % 2 == 1) {
					throw new AssertionError("thrown on purpose");
				}
				throw new IllegalStateException("thrown on purpose");
			}
		};
		Pair pair = this.fixture.connect();
		pair.parent().start(throwing);
		pair.child().send(ChannelFixture.bytes("one"));
		pair.child().send(ChannelFixture.bytes("two"));
		pair.child().send(ChannelFixture.bytes("three"));
		assertThat(throwing.nextText()).isEqualTo("one");
		assertThat(throwing.nextText()).isEqualTo("two");
		assertThat(throwing.nextText()).isEqualTo("three");
		pair.child().close();
		assertThat(throwing.end().cause()).isNull();
	}

	@Test
	void onClosedWhenPeerClosesRightAfterWritingThenComesAfterEverything() throws Exception {
		RawPair pair = this.fixture.connectRaw(this.fixture.options().build());
		int count = 20_000;
		Thread peer = ChannelFixture.start(() -> {
			try (SocketChannel socket = pair.socket()) {
				for (int i = 0; i < count; i += 100) {
					ChannelFixture.write(socket, (i + "-" + "y".repeat(100) + "\n").repeat(100));
				}
			}
		});
		pair.channel().start(this.handler);
		ChannelFixture.join(peer);
		assertThat(this.handler.end()).isEqualTo(new RecordingHandler.End(null, 0));
		assertThat(this.handler.frames).hasSize(count);
		assertThat(this.handler.afterClosing).hasValue(0);
		assertThat(pair.channel().isOpen()).isFalse();
	}

	@Test
	void onClosedWhenPeerProcessDiesRightAfterWritingThenComesAfterEverything() throws Exception {
		RecordingListener listener = new RecordingListener();
		ChannelServer server = this.fixture.server(this.fixture.options().build(), listener);
		Process process = DyingPeer.start(server, 10_000);
		listener.channel().start(this.handler);
		this.handler.end();
		assertThat(this.handler.frames).hasSize(10_000);
		assertThat(process.waitFor()).isEqualTo(DyingPeer.EXIT_CODE);
	}

	@Test
	void onClosedWhenPeerDiesWithUnreadFramesThenStillDeliversItsOwn() throws Exception {
		RawPair pair = this.fixture.connectRaw(this.fixture.options().build());
		pair.channel().send(ChannelFixture.bytes("never read"));
		ChannelFixture.write(pair.socket(), "one\ntwo\n");
		pair.close();
		pair.channel().start(this.handler);
		assertThat(this.handler.nextText()).isEqualTo("one");
		assertThat(this.handler.nextText()).isEqualTo("two");
		this.handler.end();
		assertThat(this.handler.closings).hasValue(1);
	}

	@Test
	void onClosedWhenPeerEndsWithinAFrameThenDropsOnlyIt() throws Exception {
		RawPair pair = this.fixture.connectRaw(this.fixture.options().build());
		pair.channel().start(this.handler);
		ChannelFixture.write(pair.socket(), "whole\npart");
		pair.socket().shutdownOutput();
		assertThat(this.handler.end()).isEqualTo(new RecordingHandler.End(null, 0));
		assertThat(this.handler.nextText()).isEqualTo("whole");
		assertThat(this.handler.frames).isEmpty();
		pair.close();
	}

	@Test
	void sendWhenFrameHasNewlineThenThrows() throws Exception {
		MessageChannel channel = this.fixture.connect().parent();
		assertThatIllegalArgumentException().isThrownBy(() -> channel.send(ChannelFixture.bytes("{\n}")));
		assertThatIllegalArgumentException().isThrownBy(() -> channel.sendNow(ChannelFixture.bytes("{\n}")));
	}

	@Test
	void sendWhenSizesAreRandomThenEchoEqualsWhatWasSent() throws Exception {
		long seed = System.nanoTime();
		System.out.println("MessageChannelDeliveryContract seed " + seed);
		Random random = new Random(seed);
		ChannelOptions small = this.fixture.options().readBufferSize(1000).writeBufferSize(777).build();
		Pair pair = this.fixture.connect(this.fixture.options().build(), small);
		pair.parent().start(this.handler);
		pair.child().start(new RecordingHandler() {
			@Override
			public void onMessage(byte[] buffer, int offset, int length) {
				pair.child().send(Arrays.copyOfRange(buffer, offset, offset + length));
			}
		});
		List<byte[]> sent = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			byte[] frame = new byte[1 + random.nextInt(1 << random.nextInt(18))];
			Arrays.fill(frame, (byte) ('a' + i % 26));
			sent.add(frame);
			pair.parent().send(frame);
		}
		for (byte[] frame : sent) {
			assertThat(this.handler.nextFrame()).as("seed %s", seed).isEqualTo(frame);
		}
	}

}
