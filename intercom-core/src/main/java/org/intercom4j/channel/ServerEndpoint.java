package org.intercom4j.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening non-blocking socket, its address and who may connect.
 *
 * @param socket the listening socket
 * @param address where it listens
 * @param peerCheck who may connect
 * @param remover removes the socket's file
 */
record ServerEndpoint(ServerSocketChannel socket, ChannelAddress address, PeerCheck peerCheck, Runnable remover) {

	private static final Logger logger = LoggerFactory.getLogger(ServerEndpoint.class);

	private static final int BACKLOG = 16;

	static ServerEndpoint bind(Transport transport, SocketDirectory directory) throws IOException {
		return switch (transport) {
			case UNIX -> bindUnix(directory);
			case TCP -> bindTcp();
			case AUTO -> bindAny(directory);
		};
	}

	ServerEndpoint with(PeerCheck check) {
		return new ServerEndpoint(this.socket, this.address, check, this.remover);
	}

	@Nullable SocketChannel accept() throws IOException {
		SocketChannel accepted = this.socket.accept();
		if (accepted != null && this.address instanceof ChannelAddress.Tcp) {
			ChannelAddress.Tcp.sendAtOnce(accepted);
		}
		return accepted;
	}

	/**
	 * Removes the file, so that nobody finds the socket any more.
	 */
	void remove() {
		this.remover.run();
	}

	void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			logger.debug("Server at {} could not be closed properly", this.address, ex);
		}
		remove();
	}

	private static ServerEndpoint bindAny(SocketDirectory directory) throws IOException {
		try {
			return bindUnix(directory);
		}
		catch (UnsupportedOperationException ex) {
			logger.debug("This platform has no Unix domain sockets, TCP is used", ex);
		}
		catch (IOException ex) {
			logger.warn("Unix domain sockets cannot be used here, TCP is used instead: {}", ex.getMessage());
		}
		return bindTcp();
	}

	private static ServerEndpoint bindUnix(SocketDirectory directory) throws IOException {
		ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		try {
			return bindUnix(socket, directory);
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	private static ServerEndpoint bindUnix(ServerSocketChannel socket, SocketDirectory directory) throws IOException {
		Path path = directory.acquire();
		try {
			socket.bind(UnixDomainSocketAddress.of(path), BACKLOG);
			socket.configureBlocking(false);
			return new ServerEndpoint(socket, new ChannelAddress.Unix(path), PeerCheck.ownerOf(path),
					() -> directory.release(path));
		}
		catch (IOException | RuntimeException ex) {
			directory.release(path);
			throw ex;
		}
	}

	private static ServerEndpoint bindTcp() throws IOException {
		ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.INET);
		try {
			socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), 0), BACKLOG);
			socket.configureBlocking(false);
			ChannelAddress address = new ChannelAddress.Tcp((InetSocketAddress) socket.getLocalAddress());
			return new ServerEndpoint(socket, address, PeerCheck.none(), () -> {
			});
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

}
