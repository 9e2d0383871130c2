package org.intercom4j.channel;

import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UnixChannelServerTests extends ChannelServerContract {

	UnixChannelServerTests() {
		super(Transport.UNIX);
	}

	@Test
	void addressWhenServerListensThenFileIsInPrivateDirectory() throws Exception {
		Path file = file(open());
		assertThat(file).exists();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
			.isEqualTo("rwx------");
		assertThat(file.toString().length()).isLessThanOrEqualTo(100);
	}

	@Test
	void connectedWhenChildIsThereThenFileIsGone() throws Exception {
		ChannelServer server = open();
		assertConnects(server);
		assertThat(file(server)).doesNotExist();
		assertThat(file(server).getParent()).doesNotExist();
	}

	@Test
	void closeWhenCalledThenFileIsGoneAtOnce() throws Exception {
		ChannelServer server = open();
		server.close();
		assertThat(file(server)).doesNotExist();
	}

	@Test
	void refusalWhenProcessIsOurOwnThenThereIsNone() throws Exception {
		ServerEndpoint endpoint = ServerEndpoint.bind(Transport.UNIX, this.fixture.directory);
		try (SocketChannel client = endpoint.address().connect(); SocketChannel accepted = endpoint.accept()) {
			assertThat(client.isConnected()).isTrue();
			assertThat(accepted).isNotNull();
			assertThat(endpoint.peerCheck().refusal(accepted)).isNull();
		}
		endpoint.close();
	}

	@Test
	void refusalWhenFileBelongsToAnotherUserThenNamesBoth() throws Exception {
		ServerEndpoint endpoint = ServerEndpoint.bind(Transport.UNIX, this.fixture.directory);
		try (SocketChannel client = endpoint.address().connect(); SocketChannel accepted = endpoint.accept()) {
			assertThat(client.isConnected()).isTrue();
			assertThat(accepted).isNotNull();
			String user = System.getProperty("user.name");
			assertThat(PeerCheck.of(() -> "eve").refusal(accepted))
				.isEqualTo("it belongs to user '" + user + "' and not to 'eve'");
		}
		endpoint.close();
	}

	private static Path file(ChannelServer server) {
		assertThat(server.address()).startsWith("unix:/");
		return Path.of(server.address().substring("unix:".length()));
	}

}
