package org.intercom4j.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The child's side of a {@link ChannelServer}.
 *
 * @since 0.1.0
 */
public final class ChannelConnector {

	private ChannelConnector() {
	}

	/**
	 * Connects and sends the token. Blocks until the system has made the connection;
	 * whether the other side accepts the token shows only later, it closes the channel if
	 * not.
	 * @param loop serves the channel
	 * @param address {@code unix:<path>} or {@code tcp:127.0.0.1:<port>}
	 * @param token the first line
	 * @param options settings of the channel; the transport follows from the address
	 * @return the channel, not yet started
	 * @throws IOException if nothing listens at the address, or the calling thread is
	 * interrupted
	 * @throws IllegalArgumentException if the address is none, or not a local one, or if
	 * the token is not one line of text
	 */
	public static MessageChannel connect(ChannelLoop loop, String address, String token, ChannelOptions options)
			throws IOException {
		ChannelAddress target = ChannelAddress.parse(address);
		if (token.isEmpty() || token.indexOf('\n') >= 0) {
			throw new IllegalArgumentException("'token' must be one line that is not empty");
		}
		SocketChannel socket = connect(target);
		try {
			ByteBuffer line = StandardCharsets.UTF_8.encode(token + "\n");
			while (line.hasRemaining()) {
				socket.write(line);
			}
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
		return SocketMessageChannel.open(loop, socket, target, options, ByteBuffer.allocate(0));
	}

	/**
	 * Takes over the channel that this process was started with on file descriptor 0, as
	 * by Node.js with {@code stdio: ['ipc', …]}. There is no token: nobody else has it.
	 * Can be called once.
	 * @param loop serves the channel
	 * @param options settings of the channel
	 * @return the channel, not yet started
	 * @throws IOException if standard input is no socket
	 */
	public static MessageChannel inherited(ChannelLoop loop, ChannelOptions options) throws IOException {
		ChannelAddress target = new ChannelAddress.Inherited();
		return SocketMessageChannel.open(loop, connect(target), target, options, ByteBuffer.allocate(0));
	}

	private static SocketChannel connect(ChannelAddress target) throws IOException {
		try {
			return target.connect();
		}
		catch (IOException ex) {
			throw new IOException("Could not connect to " + target + ": " + ex.getMessage(), ex);
		}
	}

}
