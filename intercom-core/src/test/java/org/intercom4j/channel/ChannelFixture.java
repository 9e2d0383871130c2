package org.intercom4j.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A parent's and a child's loop, and connections between them.
 */
final class ChannelFixture implements AutoCloseable {

	final ChannelLoop parentLoop = new ChannelLoop("parent-channels");

	final ChannelLoop childLoop = new ChannelLoop("child-channels");

	final SocketDirectory directory = new SocketDirectory();

	private final Transport transport;

	ChannelFixture(Transport transport) {
		this.transport = transport;
	}

	ChannelOptions.Builder options() {
		return ChannelOptions.builder().transport(this.transport);
	}

	ChannelServer server(ChannelOptions options, ChannelServer.Listener listener) throws IOException {
		return ChannelServer.open(this.parentLoop, this.directory, options, listener);
	}

	/**
	 * Two channels that are connected and not started.
	 */
	Pair connect(ChannelOptions parentOptions, ChannelOptions childOptions) throws Exception {
		RecordingListener listener = new RecordingListener();
		ChannelServer server = server(parentOptions, listener);
		MessageChannel child = ChannelConnector.connect(this.childLoop, server.address(), server.token(), childOptions);
		return new Pair(listener.channel(), child);
	}

	Pair connect() throws Exception {
		return connect(options().build(), options().build());
	}

	/**
	 * A channel whose other side is a plain blocking socket.
	 */
	RawPair connectRaw(ChannelOptions options) throws Exception {
		RecordingListener listener = new RecordingListener();
		ChannelServer server = server(options, listener);
		SocketChannel socket = ChannelAddress.parse(server.address()).connect();
		write(socket, server.token() + "\n");
		return new RawPair(listener.channel(), socket);
	}

	@Override
	public void close() {
		this.childLoop.close();
		this.parentLoop.close();
		this.directory.close();
	}

	static void write(SocketChannel socket, String text) throws IOException {
		write(socket, bytes(text));
	}

	static void write(SocketChannel socket, byte[] bytes) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) {
			socket.write(buffer);
		}
	}

	static String readFully(SocketChannel socket, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(length);
		while (buffer.hasRemaining() && socket.read(buffer) >= 0) {
			assertThat(socket.isOpen()).isTrue();
		}
		return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Waits for a condition that nothing announces, such as the state of a thread.
	 */
	static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(RecordingHandler.PATIENCE_SECONDS);
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as("patience").isLessThan(end);
			Thread.yield();
		}
	}

	static void awaitWaiting(Thread thread) {
		await(() -> thread.getState() == Thread.State.WAITING);
	}

	static Thread start(ThrowingRunnable work) {
		Thread thread = new Thread(work, "sender");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	static void join(Thread thread) throws InterruptedException {
		thread.join(TimeUnit.SECONDS.toMillis(RecordingHandler.PATIENCE_SECONDS));
		assertThat(thread.isAlive()).as("%s is alive", thread).isFalse();
	}

	record Pair(MessageChannel parent, MessageChannel child) {
	}

	record RawPair(MessageChannel channel, SocketChannel socket) implements AutoCloseable {

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

	interface ThrowingRunnable extends Runnable {

		void runThrowing() throws Exception;

		@Override
		default void run() {
			try {
				runThrowing();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
