package org.intercom4j.channel;

import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.intercom4j.channel.ChannelFixture.Pair;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ChannelLoopTests {

	@Test
	void executeWhenTaskThrowsThenLoopGoesOn() throws Exception {
		try (ChannelLoop loop = new ChannelLoop("channels")) {
			CountDownLatch next = new CountDownLatch(1);
			loop.execute(() -> {
				throw new IllegalStateException("thrown on purpose");
			});
			loop.execute(() -> Thread.currentThread().interrupt());
			loop.execute(next::countDown);
			assertThat(next.await(RecordingHandler.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void closeWhenFramesArePendingThenReturnsAfterTheyAreFlushed() throws Exception {
		try (ChannelFixture fixture = new ChannelFixture(Transport.AUTO)) {
			Pair pair = fixture.connect();
			RecordingHandler handler = new RecordingHandler();
			pair.parent().start(handler);
			for (int i = 0; i < 1000; i++) {
				pair.child().sendNow(new byte[10_000]);
			}
			fixture.childLoop.close();
			assertThat(pair.child().isOpen()).isFalse();
			assertThat(pair.child().pendingBytes()).isZero();
			handler.end();
			assertThat(handler.frames).hasSize(1000);
		}
	}

	@Test
	void closeWhenChannelIsPausedThenDeliversTheRestAndEnds() throws Exception {
		try (ChannelFixture fixture = new ChannelFixture(Transport.AUTO)) {
			Pair pair = fixture.connect();
			RecordingHandler handler = new RecordingHandler();
			pair.parent().pauseReading();
			pair.parent().start(handler);
			pair.child().send(ChannelFixture.bytes("rest"));
			pair.child().close();
			fixture.parentLoop.close();
			assertThat(handler.nextText()).isEqualTo("rest");
			assertThat(handler.end().cause()).isNull();
		}
	}

	@Test
	void closeWhenCalledByHandlerThenDoesNotWaitForItself() throws Exception {
		try (ChannelFixture fixture = new ChannelFixture(Transport.AUTO)) {
			Pair pair = fixture.connect();
			RecordingHandler handler = new RecordingHandler() {
				@Override
				public void onMessage(byte[] buffer, int offset, int length) {
					fixture.parentLoop.close();
				}
			};
			pair.parent().start(handler);
			pair.child().start(new RecordingHandler());
			pair.child().send(ChannelFixture.bytes("close"));
			assertThat(handler.end().cause()).isNull();
		}
	}

	@Test
	void openWhenLoopIsClosedThenThrows() {
		ChannelFixture fixture = new ChannelFixture(Transport.AUTO);
		fixture.close();
		assertThatIllegalStateException()
			.isThrownBy(() -> fixture.server(ChannelOptions.defaults(), new RecordingListener()));
		try (SocketDirectory directory = new SocketDirectory()) {
			assertThatIllegalStateException()
				.isThrownBy(() -> ChannelServer.open(fixture.parentLoop, directory, ChannelOptions.defaults(),
						new RecordingListener()))
				.withMessage("Channel loop parent-channels is closed");
		}
	}

	@Test
	void sendWhenLoopIsClosedThenThrows() throws Exception {
		ChannelFixture fixture = new ChannelFixture(Transport.AUTO);
		Pair pair = fixture.connect();
		fixture.close();
		assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> pair.parent().send(new byte[1]));
		assertThatIllegalStateException().isThrownBy(() -> pair.parent().start(new RecordingHandler()))
			.withMessage("Channel loop parent-channels is closed");
	}

	@Test
	void connectWhenRepeatedThenLeaksNoDescriptors() throws Exception {
		File descriptors = new File("/proc/self/fd");
		Assumptions.assumeTrue(descriptors.isDirectory(), "this platform does not list descriptors");
		for (Transport transport : List.of(Transport.UNIX, Transport.TCP)) {
			try (ChannelFixture fixture = new ChannelFixture(transport)) {
				connectAndClose(fixture);
				int before = count(descriptors);
				for (int i = 0; i < 1000; i++) {
					connectAndClose(fixture);
				}
				ChannelFixture.await(() -> count(descriptors) <= before + 5);
			}
		}
	}

	@Test
	void startWhenChannelsAreManyThenOneThreadServesAll() throws Exception {
		try (ChannelFixture fixture = new ChannelFixture(Transport.AUTO)) {
			Set<Thread> threads = ConcurrentHashMap.newKeySet();
			CountDownLatch arrived = new CountDownLatch(200);
			for (int i = 0; i < 200; i++) {
				Pair pair = fixture.connect();
				pair.parent().start(new RecordingHandler() {
					@Override
					public void onMessage(byte[] buffer, int offset, int length) {
						threads.add(Thread.currentThread());
						arrived.countDown();
					}
				});
				pair.child().start(new RecordingHandler());
				pair.child().send(ChannelFixture.bytes("frame"));
			}
			assertThat(arrived.await(RecordingHandler.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
			assertThat(threads).singleElement()
				.matches(Thread::isDaemon)
				.extracting(Thread::getName)
				.isEqualTo("parent-channels");
		}
	}

	private static void connectAndClose(ChannelFixture fixture) throws Exception {
		Pair pair = fixture.connect();
		RecordingHandler parentHandler = new RecordingHandler();
		RecordingHandler childHandler = new RecordingHandler();
		pair.parent().start(parentHandler);
		pair.child().start(childHandler);
		pair.child().close();
		parentHandler.end();
		childHandler.end();
	}

	private static int count(File directory) {
		String[] names = directory.list();
		return (names != null) ? names.length : Integer.MAX_VALUE;
	}

}
