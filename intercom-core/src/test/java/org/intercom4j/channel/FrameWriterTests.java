package org.intercom4j.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FrameWriterTests {

	private final Socket socket = new Socket();

	private final Requests requests = new Requests();

	private final FrameWriter writer = new FrameWriter(this.socket, ChannelOptions.builder().writeBufferSize(8).build(),
			this.requests);

	@Test
	void sendWhenSocketTakesAllThenSenderWrites() {
		send("one");
		assertThat(this.socket.text()).isEqualTo("one\n");
		assertThat(this.writer.pendingBytes()).isZero();
		assertThat(this.requests.made).isEmpty();
	}

	@Test
	void sendWhenSocketIsFullThenLoopFlushesTheRest() {
		this.socket.room = 2;
		send("one");
		send("two");
		assertThat(this.socket.text()).isEqualTo("on");
		assertThat(this.writer.pendingBytes()).isEqualTo(6);
		assertThat(this.requests.made).containsExactly("when writable");
		this.socket.room = Integer.MAX_VALUE;
		this.writer.flush();
		assertThat(this.socket.text()).isEqualTo("one\ntwo\n");
		assertThat(this.requests.made).containsExactly("when writable", "no more");
	}

	@Test
	void flushWhenSocketTakesSingleBytesThenWritesAllInOrder() {
		StringBuilder expected = new StringBuilder();
		this.socket.room = 0;
		for (int i = 0; i < 50; i++) {
			send("frame " + i);
			expected.append("frame ").append(i).append('\n');
		}
		while (this.writer.pendingBytes() > 0) {
			this.socket.room = 1;
			this.writer.flush();
		}
		assertThat(this.socket.text()).isEqualTo(expected.toString());
	}

	@Test
	void sendLaterWhenCalledOftenThenJoinsTheFrames() {
		this.writer.sendLater(ChannelFixture.bytes("1"));
		this.writer.sendLater(ChannelFixture.bytes("2"));
		this.writer.sendLater(ChannelFixture.bytes("3"));
		assertThat(this.socket.writes).isZero();
		assertThat(this.requests.made).containsExactly("soon");
		this.writer.flush();
		assertThat(this.socket.text()).isEqualTo("1\n2\n3\n");
		assertThat(this.socket.writes).isEqualTo(1);
	}

	@Test
	void flushWhenABurstLastsThenAsksForAnotherOneAfterAPause() {
		beginBurst();
		this.writer.flush();
		assertThat(this.requests.made).containsExactly("soon", "after a pause");
		send("late");
		assertThat(this.socket.text()).doesNotContain("late");
		this.writer.flush();
		assertThat(this.socket.text()).endsWith("late\n");
		assertThat(this.requests.made).containsExactly("soon", "after a pause", "after a pause");
		this.writer.flush();
		assertThat(this.requests.made).hasSize(3);
	}

	@Test
	void flushBurstWhenFramesWaitForTheLoopThenWritesThem() {
		beginBurst();
		this.writer.flushBurst();
		assertThat(this.writer.pendingBytes()).isZero();
		assertThat(this.requests.made).containsExactly("soon");
	}

	private void beginBurst() {
		while (this.requests.made.isEmpty()) {
			send("dense");
		}
	}

	@Test
	void sendWhenFrameIsLongThenLoopTakesOverAfterSomeWrites() {
		send("x".repeat(10_000));
		assertThat(this.socket.writes).isEqualTo(16);
		assertThat(this.requests.made).containsExactly("when writable");
		while (this.writer.pendingBytes() > 0) {
			this.writer.flush();
		}
		assertThat(this.socket.text()).isEqualTo("x".repeat(10_000) + "\n");
	}

	@Test
	void sendWhenFrameHasNewlineThenRefusesIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> send("one\ntwo"))
			.withMessage("'frame' must not contain a newline");
		assertThat(this.writer.pendingBytes()).isZero();
	}

	@Test
	void closeWhenNothingIsPendingThenIsFlushedAtOnce() {
		this.writer.close();
		assertThat(this.requests.made).containsExactly("flushed");
		assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> send("late"))
			.withMessage("Channel test is closed");
	}

	@Test
	void closeWhenFramesArePendingThenIsFlushedAfterThem() {
		this.socket.room = 0;
		send("one");
		this.writer.close();
		assertThat(this.requests.made).containsExactly("when writable");
		this.socket.room = Integer.MAX_VALUE;
		this.writer.flush();
		assertThat(this.socket.text()).isEqualTo("one\n");
		assertThat(this.requests.made).containsExactly("when writable", "flushed", "no more");
	}

	@Test
	void sendWhenSocketFailsThenNextSendTellsWhy() {
		this.socket.failure = new IOException("Broken pipe");
		send("one");
		assertThat(this.writer.isAccepting()).isFalse();
		assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> send("two"))
			.withMessage("Channel test is closed: Broken pipe")
			.withCause(this.socket.failure);
		assertThat(this.writer.abandon()).isEqualTo(1);
	}

	@Test
	void closeWhenSocketHasFailedThenIsFlushedAsFarAsPossible() {
		this.socket.failure = new IOException("Broken pipe");
		send("one");
		assertThat(this.requests.made).isEmpty();
		this.writer.close();
		assertThat(this.requests.made).containsExactly("flushed");
	}

	@Test
	void abandonWhenFramesAreWrittenInPartThenCountsThem() {
		this.socket.room = 5;
		send("one");
		send("two");
		send("three");
		send("a long frame");
		assertThat(this.socket.text()).isEqualTo("one\nt");
		assertThat(this.writer.abandon()).isEqualTo(3);
		assertThat(this.writer.pendingBytes()).isZero();
		assertThat(this.writer.abandon()).isZero();
	}

	private void send(String text) {
		this.writer.send(ChannelFixture.bytes(text), true);
	}

	private static final class Requests implements Flusher {

		private final List<String> made = new ArrayList<>();

		@Override
		public void flushSoon() {
			this.made.add("soon");
		}

		@Override
		public void flushAfterPause() {
			this.made.add("after a pause");
		}

		@Override
		public void flushWhenWritable() {
			this.made.add("when writable");
		}

		@Override
		public void flushNoMore() {
			this.made.add("no more");
		}

		@Override
		public void flushed() {
			this.made.add("flushed");
		}

		@Override
		public String description() {
			return "test";
		}

	}

	private static final class Socket implements WritableByteChannel {

		private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

		private int room = Integer.MAX_VALUE;

		private int writes;

		private @Nullable IOException failure;

		@Override
		public int write(ByteBuffer source) throws IOException {
			if (this.failure != null) {
				throw this.failure;
			}
			this.writes++;
			int count = Math.min(this.room, source.remaining());
			for (int i = 0; i < count; i++) {
				this.taken.write(source.get());
			}
			this.room -= count;
			return count;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
			throw new UnsupportedOperationException();
		}

		private String text() {
			return this.taken.toString(StandardCharsets.UTF_8);
		}

	}

}
