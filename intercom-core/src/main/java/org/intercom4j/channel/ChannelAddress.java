package org.intercom4j.channel;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where a channel is found; its text is {@code unix:<path>} or
 * {@code tcp:127.0.0.1:<port>}.
 */
sealed interface ChannelAddress {

	/**
	 * Connects a new blocking socket.
	 */
	SocketChannel connect() throws IOException;

	/**
	 * Ends a connected socket.
	 */
	default void disconnect(SocketChannel socket) throws IOException {
		socket.close();
	}

	static ChannelAddress parse(String text) {
		ChannelAddress address = text.startsWith("unix:") ? Unix.parse(text) : Tcp.parse(text);
		if (address == null) {
			throw new IllegalArgumentException(
					"Expected a channel address 'unix:<path>' or 'tcp:127.0.0.1:<port>' but was '" + text + "'");
		}
		return address;
	}

	private static SocketChannel connect(SocketChannel socket, SocketAddress address) throws IOException {
		try {
			socket.connect(address);
			return socket;
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	/**
	 * The socket that this process was started with as its standard input.
	 */
	record Inherited() implements ChannelAddress {

		@Override
		public SocketChannel connect() throws IOException {
			if (System.inheritedChannel() instanceof SocketChannel socket) {
				return socket;
			}
			throw new IOException("standard input, file descriptor 0, is no socket");
		}

		/** A close would take away standard output and standard error too. */
		@Override
		public void disconnect(SocketChannel socket) throws IOException {
			socket.shutdownOutput();
			socket.shutdownInput();
		}

		@Override
		public String toString() {
			return "file descriptor 0";
		}

	}

	/**
	 * The address of a Unix domain socket.
	 */
	record Unix(Path path) implements ChannelAddress {

		@Override
		public SocketChannel connect() throws IOException {
			return ChannelAddress.connect(SocketChannel.open(StandardProtocolFamily.UNIX),
					UnixDomainSocketAddress.of(this.path));
		}

		@Override
		public String toString() {
			return "unix:" + this.path;
		}

		private static @Nullable ChannelAddress parse(String text) {
			String path = text.substring("unix:".length());
			try {
				return path.isEmpty() ? null : new Unix(Path.of(path));
			}
			catch (InvalidPathException ex) {
				return null;
			}
		}

	}

	/**
	 * An address of TCP, always on the loopback interface.
	 */
	record Tcp(InetSocketAddress address) implements ChannelAddress {

		private static final Pattern TEXT = Pattern.compile("tcp:(127\\.0\\.0\\.1|localhost|\\[::1]):(\\d{1,5})");

		private static final int MOST_PORT = 65_535;

		@Override
		public SocketChannel connect() throws IOException {
			boolean six = this.address.getAddress() instanceof Inet6Address;
			SocketChannel socket = SocketChannel.open(six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
			return ChannelAddress.connect(sendAtOnce(socket), this.address);
		}

		@Override
		public String toString() {
			return "tcp:" + this.address.getAddress().getHostAddress() + ":" + this.address.getPort();
		}

		/**
		 * A small frame must not wait until the one before it is acknowledged.
		 */
		static SocketChannel sendAtOnce(SocketChannel socket) throws IOException {
			return socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
		}

		private static @Nullable ChannelAddress parse(String text) {
			Matcher matcher = TEXT.matcher(text);
			if (!matcher.matches()) {
				return null;
			}
			int port = Integer.parseInt(matcher.group(2));
			if (port == 0 || port > MOST_PORT) {
				return null;
			}
			return new Tcp(new InetSocketAddress(matcher.group(1), port));
		}

	}

}
