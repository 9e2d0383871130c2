package org.intercom4j.channel;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * Listens for the one connection of one child.
 * <p>
 * The first line of a connection must be the one-time {@link #token()}; every other
 * connection is closed and reported, and does not keep the child from connecting. When
 * the child has connected nothing listens any more and the socket's file is gone.
 *
 * @since 0.1.0
 */
public final class ChannelServer implements AutoCloseable {

	private static final int TOKEN_BYTES = 32;

	private final String address;

	private final String token;

	private final Acceptor acceptor;

	private ChannelServer(ChannelLoop loop, ServerEndpoint endpoint, ChannelOptions options, Listener listener) {
		this.address = endpoint.address().toString();
		this.token = newToken();
		this.acceptor = new Acceptor(loop, endpoint, options, this.token, listener);
	}

	/**
	 * Begins to listen.
	 * @param loop serves the connections
	 * @param directory where a Unix domain socket has its file
	 * @param options settings of the server and of the channel
	 * @param listener learns what happens
	 * @return the listening server
	 * @throws IOException if no socket can be bound
	 * @throws UnsupportedOperationException if {@link Transport#UNIX} is asked for and
	 * the platform has no Unix domain sockets
	 */
	public static ChannelServer open(ChannelLoop loop, SocketDirectory directory, ChannelOptions options,
			Listener listener) throws IOException {
		return open(loop, ServerEndpoint.bind(options.transport(), directory), options, listener);
	}

	static ChannelServer open(ChannelLoop loop, ServerEndpoint endpoint, ChannelOptions options, Listener listener)
			throws IOException {
		ChannelServer server = new ChannelServer(loop, endpoint, options, listener);
		try {
			server.acceptor.start();
			return server;
		}
		catch (IOException | RuntimeException ex) {
			endpoint.close();
			throw ex;
		}
	}

	/**
	 * Where the child connects to.
	 * @return {@code unix:<path>} or {@code tcp:127.0.0.1:<port>}
	 */
	public String address() {
		return this.address;
	}

	/**
	 * What the child sends as its first line.
	 * @return a random text for one connection
	 */
	public String token() {
		return this.token;
	}

	/**
	 * Stops listening and removes the socket's file before it returns. Calling it again,
	 * or after the child has connected, has no effect; the channel remains open.
	 */
	@Override
	public void close() {
		this.acceptor.close();
	}

	/**
	 * Takes a connection that the child made before it ended but that was not accepted
	 * yet, then stops listening.
	 * @return completes after {@link Listener#connected} was called if it is ever to be
	 */
	public CompletableFuture<Void> finish() {
		return this.acceptor.finish();
	}

	@Override
	public String toString() {
		return "Channel server " + this.address;
	}

	private static String newToken() {
		byte[] bytes = new byte[TOKEN_BYTES];
		new SecureRandom().nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	/**
	 * Learns what happens to a {@link ChannelServer}. Called on the channel thread, so it
	 * must not block; what it throws is logged.
	 */
	public interface Listener {

		/**
		 * The child has connected. Called at most once.
		 * @param channel the channel to the child, not yet started
		 */
		void connected(MessageChannel channel);

		/**
		 * A connection was closed because it is not the child's: wrong or late token,
		 * process of another user, or a second connection.
		 * @param reason names the address and what was wrong
		 */
		void rejected(String reason);

		/**
		 * The server can accept nothing more and is closed. Called at most once.
		 * @param cause what went wrong
		 */
		void failed(IOException cause);

	}

}
