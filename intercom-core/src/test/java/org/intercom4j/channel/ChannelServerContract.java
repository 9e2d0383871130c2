package org.intercom4j.channel;

import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Whom a server of every transport lets in.
 */
abstract class ChannelServerContract {

	final ChannelFixture fixture;

	final RecordingListener listener = new RecordingListener();

	ChannelServerContract(Transport transport) {
		this.fixture = new ChannelFixture(transport);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void tokenWhenServersDifferThenDiffersAndHas256Bits() throws Exception {
		assertThat(open().token()).matches("[0-9a-f]{64}").isNotEqualTo(open().token());
	}

	@Test
	void rejectedWhenTokenIsWrongThenChildConnectsAfterwards() throws Exception {
		ChannelServer server = open();
		SocketChannel wrong = raw(server, "0".repeat(64) + "\n");
		assertRejected(server, "its first line is not the token");
		assertEnd(wrong);
		assertConnects(server);
	}

	@Test
	void rejectedWhenTokenHasMoreOrLessThenIsNotTheToken() throws Exception {
		ChannelServer server = open();
		for (String line : new String[] { "\n", "\n" + server.token() + "\n", server.token() + " \n",
				server.token() + "\r\n", server.token().substring(1) + "\n" }) {
			raw(server, line);
			assertRejected(server, "its first line is not the token");
		}
		assertConnects(server);
	}

	@Test
	void rejectedWhenFirstLineIsTooLongThenChildConnectsAfterwards() throws Exception {
		ChannelServer server = open();
		SocketChannel garbage = raw(server, "x".repeat(257));
		assertRejected(server, "its first line is longer than 256 bytes");
		assertEnd(garbage);
		raw(server, "x".repeat(300) + "\n" + server.token() + "\n");
		assertRejected(server, "its first line is longer than 256 bytes");
		assertConnects(server);
	}

	@Test
	void rejectedWhenNoTokenComesInTimeThenChildConnectsAfterwards() throws Exception {
		ChannelServer server = this.fixture
			.server(this.fixture.options().handshakeTimeLimit(Duration.ofMillis(20)).build(), this.listener);
		SocketChannel silent = raw(server, server.token());
		assertRejected(server, "it sent no token within PT0.02S");
		assertEnd(silent);
		assertConnects(server);
	}

	@Test
	void rejectedWhenConnectionIsClosedBeforeItsTokenThenChildConnectsAfterwards() throws Exception {
		ChannelServer server = open();
		raw(server, "half a li").close();
		assertRejected(server, "it was closed before it had sent its token");
		assertConnects(server);
	}

	@Test
	void connectedWhenAnotherConnectionIsSilentThenRejectsThat() throws Exception {
		ChannelServer server = open();
		SocketChannel silent = raw(server, "");
		SocketChannel child = raw(server, server.token() + "\n");
		assertThat(this.listener.channel().isOpen()).isTrue();
		assertRejected(server, "the child has already connected");
		assertEnd(silent);
		child.close();
	}

	@Test
	void connectedWhenOthersWaitInTheBacklogThenRejectsThem() throws Exception {
		ChannelServer server = open();
		List<SocketChannel> sockets = new ArrayList<>();
		this.fixture.parentLoop.execute(() -> sockets.addAll(connectThree(server)));
		this.listener.channel();
		for (int i = 0; i < 2; i++) {
			assertRejected(server, "the child has already connected");
		}
		assertThat(this.listener.channels).isEmpty();
		assertThat(sockets).hasSize(3);
	}

	@Test
	void connectedWhenChildIsThereThenNothingListensAnyMore() throws Exception {
		ChannelServer server = open();
		assertConnects(server);
		assertThatIOException()
			.isThrownBy(() -> ChannelConnector.connect(this.fixture.childLoop, server.address(), server.token(),
					this.fixture.options().build()))
			.withMessageStartingWith("Could not connect to " + server.address() + ": ");
		assertThat(this.listener.failures).isEmpty();
	}

	@Test
	void connectedWhenFramesFollowTheTokenInOnePacketThenAreDelivered() throws Exception {
		ChannelServer server = open();
		StringBuilder packet = new StringBuilder(server.token()).append('\n');
		for (int i = 0; i < 500; i++) {
			packet.append("frame ").append(i).append('\n');
		}
		SocketChannel socket = raw(server, packet.toString());
		RecordingHandler handler = new RecordingHandler();
		this.listener.channel().start(handler);
		for (int i = 0; i < 500; i++) {
			assertThat(handler.nextText()).isEqualTo("frame " + i);
		}
		socket.close();
		assertThat(handler.end().cause()).isNull();
	}

	@Test
	void connectedWhenTokenComesByteByByteThenConnects() throws Exception {
		ChannelServer server = open();
		SocketChannel socket = raw(server, "");
		for (String character : (server.token() + "\n").split("")) {
			ChannelFixture.write(socket, character);
		}
		assertThat(this.listener.channel().isOpen()).isTrue();
		socket.close();
	}

	@Test
	void rejectedWhenProcessBelongsToAnotherUserThenNamesIt() throws Exception {
		ServerEndpoint endpoint = ServerEndpoint.bind(this.fixture.options().build().transport(),
				this.fixture.directory);
		AtomicInteger connections = new AtomicInteger();
		PeerCheck check = (socket) -> (connections.getAndIncrement() == 0) ? "it belongs to user 'eve'" : null;
		ChannelServer server = ChannelServer.open(this.fixture.parentLoop, endpoint.with(check),
				this.fixture.options().build(), this.listener);
		SocketChannel eve = raw(server, "");
		assertEnd(eve);
		assertRejected(server, "it belongs to user 'eve'");
		assertConnects(server);
	}

	@Test
	void connectedWhenListenerThrowsThenLoopGoesOn() throws Exception {
		RecordingListener throwing = new RecordingListener() {
			@Override
			public void rejected(String reason) {
				super.rejected(reason);
				throw new IllegalStateException("thrown on purpose");
			}
		};
		ChannelServer server = this.fixture.server(this.fixture.options().build(), throwing);
		raw(server, "wrong\n");
		throwing.rejection();
		raw(server, server.token() + "\n");
		assertThat(throwing.channel().isOpen()).isTrue();
	}

	@Test
	void closeWhenCalledTwiceThenNobodyConnects() throws Exception {
		ChannelServer server = open();
		SocketChannel silent = raw(server, "");
		server.close();
		server.close();
		assertEnd(silent);
		assertThatIOException().isThrownBy(() -> raw(server, server.token() + "\n"));
		assertThat(this.listener.channels).isEmpty();
		assertThat(this.listener.failures).isEmpty();
	}

	@Test
	void closeWhenLoopClosesThenConnectionsEnd() throws Exception {
		ChannelServer server = open();
		SocketChannel silent = raw(server, "");
		this.fixture.parentLoop.close();
		assertEnd(silent);
		assertThatIOException().isThrownBy(() -> raw(server, ""));
	}

	ChannelServer open() throws Exception {
		return this.fixture.server(this.fixture.options().build(), this.listener);
	}

	SocketChannel raw(ChannelServer server, String text) throws Exception {
		SocketChannel socket = ChannelAddress.parse(server.address()).connect();
		ChannelFixture.write(socket, text);
		return socket;
	}

	void assertConnects(ChannelServer server) throws Exception {
		MessageChannel child = ChannelConnector.connect(this.fixture.childLoop, server.address(), server.token(),
				this.fixture.options().build());
		RecordingHandler handler = new RecordingHandler();
		this.listener.channel().start(handler);
		child.send(ChannelFixture.bytes("hello"));
		assertThat(handler.nextText()).isEqualTo("hello");
	}

	private void assertRejected(ChannelServer server, String reason) throws Exception {
		assertThat(this.listener.rejection())
			.isEqualTo("A connection to " + server.address() + " was rejected: " + reason)
			.doesNotContain(server.token());
	}

	private static void assertEnd(SocketChannel socket) throws Exception {
		try (socket) {
			assertThat(ChannelFixture.readFully(socket, 1)).isEmpty();
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
	}

	private List<SocketChannel> connectThree(ChannelServer server) {
		try {
			return List.of(raw(server, server.token() + "\n"), raw(server, server.token() + "\n"), raw(server, ""));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
