package org.intercom4j.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel over a connected socket of any family.
 */
final class SocketMessageChannel implements MessageChannel, LoopMember {

	private static final Logger logger = LoggerFactory.getLogger(SocketMessageChannel.class);

	private final ChannelLoop loop;

	private final SocketChannel socket;

	private final ChannelAddress address;

	private final String description;

	private final ChannelOptions options;

	private final SelectionKey key;

	private final FrameReader reader;

	private final FrameWriter writer;

	private final AtomicBoolean started = new AtomicBoolean();

	private final AtomicBoolean closeCalled = new AtomicBoolean();

	// Owned by the loop thread, from here on
	private @Nullable MessageHandler handler;

	private @Nullable Deadline closeDeadline;

	private @Nullable End end;

	/**
	 * Takes over a connected socket, which is closed if that fails.
	 * @param first bytes that were read before
	 */
	static SocketMessageChannel open(ChannelLoop loop, SocketChannel socket, ChannelAddress address,
			ChannelOptions options, ByteBuffer first) throws IOException {
		try {
			socket.configureBlocking(false);
			return new SocketMessageChannel(loop, socket, address, options, first);
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	private SocketMessageChannel(ChannelLoop loop, SocketChannel socket, ChannelAddress address, ChannelOptions options,
			ByteBuffer first) throws IOException {
		this.loop = loop;
		this.socket = socket;
		this.address = address;
		this.description = address.toString();
		this.options = options;
		this.reader = new FrameReader(socket, new LineSplitter(options.frameLimit(), options.readBufferSize(), first));
		LoopFlusher flusher = new LoopFlusher(loop, this.description, this::flushOutput, this::endOutput);
		this.writer = new FrameWriter(socket, options, flusher);
		// The loop does nothing with it before an operation is asked for.
		this.key = loop.register(socket, 0, this);
		flusher.use(this.key);
	}

	@Override
	public void start(MessageHandler handler) {
		if (!this.started.compareAndSet(false, true)) {
			throw new IllegalStateException("Channel " + this.description + " has already been started");
		}
		if (!this.loop.execute(() -> begin(new GuardedHandler(handler, this.description)))) {
			throw new IllegalStateException(this.loop + " is closed");
		}
	}

	@Override
	public void send(byte[] frame) {
		send(frame, true);
	}

	@Override
	public void sendNow(byte[] frame) {
		send(frame, false);
	}

	@Override
	public void flush() {
		this.writer.flushBurst();
	}

	@Override
	public void pauseReading() {
		this.reader.pause();
	}

	@Override
	public void resumeReading() {
		this.reader.resume();
		this.loop.execute(this::read);
	}

	@Override
	public boolean isOpen() {
		return this.writer.isAccepting();
	}

	@Override
	public long pendingBytes() {
		return this.writer.pendingBytes();
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public void close() {
		if (this.closeCalled.compareAndSet(false, true)) {
			this.loop.execute(this::limitClosing);
			this.writer.close();
		}
	}

	@Override
	public String toString() {
		return "Channel " + this.description;
	}

	@Override
	public void ready(int operations) {
		if ((operations & SelectionKey.OP_WRITE) != 0) {
			this.writer.flush();
		}
		if ((operations & SelectionKey.OP_READ) != 0) {
			read();
		}
	}

	@Override
	public void failed(Throwable cause) {
		logger.error("Channel {} ends after an unforeseen error", this.description, cause);
		end((cause instanceof IOException ex) ? ex : new IOException("Channel " + this.description + " failed", cause));
	}

	@Override
	public void loopClosing() {
		close();
		if (this.reader.isPaused()) {
			resumeReading();
		}
	}

	private void send(byte[] frame, boolean waitForRoom) {
		if (this.loop.isLoopThread()) {
			this.writer.sendLater(frame);
		}
		else {
			this.writer.send(frame, waitForRoom);
		}
	}

	private void begin(MessageHandler handler) {
		this.handler = handler;
		if (this.end != null) {
			handler.onClosed(this.end.cause(), this.end.unsentFrames());
		}
		else {
			read();
		}
	}

	private void read() {
		MessageHandler receiver = this.handler;
		if (receiver == null || this.end != null) {
			return;
		}
		try {
			if (this.reader.read(receiver)) {
				watchInput();
			}
			else {
				end(null);
			}
		}
		catch (IOException ex) {
			end(ex);
		}
	}

	private void watchInput() {
		boolean paused = this.reader.isPaused();
		boolean watching = (this.key.interestOps() & SelectionKey.OP_READ) != 0;
		if (paused && watching) {
			this.key.interestOpsAnd(~SelectionKey.OP_READ);
		}
		else if (!paused && !watching) {
			this.key.interestOpsOr(SelectionKey.OP_READ);
		}
	}

	private void limitClosing() {
		if (this.end == null) {
			this.closeDeadline = this.loop.schedule(this.options.closeTimeLimit(), this::giveUpClosing);
		}
	}

	private void giveUpClosing() {
		this.writer.flush();
		long pending = this.writer.pendingBytes();
		end((pending > 0) ? new IOException("Expected the other side to take " + pending + " more bytes within "
				+ this.options.closeTimeLimit() + " of the close") : null);
	}

	private void flushOutput() {
		this.writer.flush();
	}

	private void endOutput() {
		if (this.end != null) {
			return;
		}
		try {
			this.socket.shutdownOutput();
		}
		catch (IOException ex) {
			logger.debug("Channel {} could not end its output", this.description, ex);
		}
		if (this.handler == null) {
			end(null);
		}
	}

	private void end(@Nullable IOException cause) {
		if (this.end != null) {
			return;
		}
		if (this.closeDeadline != null) {
			this.loop.cancel(this.closeDeadline);
		}
		this.writer.flush();
		this.end = new End(cause, this.writer.abandon());
		closeSocket();
		if (this.reader.undelivered() > 0) {
			logger.warn("Channel {} has ended after {} bytes of an incomplete frame", this.description,
					this.reader.undelivered());
		}
		logger.debug("Channel {} has ended, {} frames unsent", this.description, this.end.unsentFrames(), cause);
		if (this.handler != null) {
			this.handler.onClosed(cause, this.end.unsentFrames());
		}
	}

	private void closeSocket() {
		this.key.cancel();
		try {
			this.address.disconnect(this.socket);
		}
		catch (IOException ex) {
			logger.debug("Channel {} could not be closed properly", this.description, ex);
		}
	}

	/**
	 * How the channel has ended.
	 */
	private record End(@Nullable IOException cause, int unsentFrames) {
	}

}
