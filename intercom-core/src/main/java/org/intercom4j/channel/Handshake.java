package org.intercom4j.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection whose first line has not arrived. The loop thread owns every field.
 */
final class Handshake implements LoopMember {

	private static final Logger logger = LoggerFactory.getLogger(Handshake.class);

	private static final int MOST_LINE_BYTES = 256;

	private final ByteBuffer received = ByteBuffer.allocate(1024);

	private final SocketChannel socket;

	private final byte[] token;

	private final Outcome outcome;

	Handshake(SocketChannel socket, byte[] token, Outcome outcome) {
		this.socket = socket;
		this.token = token;
		this.outcome = outcome;
	}

	void start(ChannelLoop loop) throws IOException {
		this.socket.configureBlocking(false);
		loop.register(this.socket, SelectionKey.OP_READ, this);
	}

	SocketChannel socket() {
		return this.socket;
	}

	@Override
	public void ready(int operations) {
		try {
			if (this.socket.read(this.received) < 0) {
				this.outcome.rejected(this, "it was closed before it had sent its token");
			}
			else {
				check();
			}
		}
		catch (IOException ex) {
			this.outcome.rejected(this, "it broke before it had sent its token: " + ex.getMessage());
		}
	}

	@Override
	public void failed(Throwable cause) {
		this.outcome.rejected(this, "it failed: " + cause);
	}

	@Override
	public void loopClosing() {
		close();
	}

	void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			logger.debug("Connection could not be closed properly", ex);
		}
	}

	private void check() {
		int line = 0;
		while (line < this.received.position() && this.received.get(line) != '\n') {
			line++;
		}
		if (line > MOST_LINE_BYTES) {
			this.outcome.rejected(this, "its first line is longer than " + MOST_LINE_BYTES + " bytes");
		}
		else if (line < this.received.position()) {
			compare(line);
		}
	}

	private void compare(int line) {
		byte[] sent = new byte[line];
		this.received.flip().get(sent);
		if (MessageDigest.isEqual(sent, this.token)) {
			this.received.get();
			this.outcome.succeeded(this, this.received);
		}
		else {
			this.outcome.rejected(this, "its first line is not the token");
		}
	}

	/**
	 * Learns how a handshake ends, once.
	 */
	interface Outcome {

		void succeeded(Handshake handshake, ByteBuffer rest);

		void rejected(Handshake handshake, String reason);

	}

}
