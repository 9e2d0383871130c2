package org.intercom4j.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ServerEndpointTests {

	@TempDir
	private Path base;

	@Test
	void bindWhenTransportIsAutoThenPrefersUnix() throws IOException {
		try (SocketDirectory directory = new SocketDirectory(List.of(this.base))) {
			ServerEndpoint endpoint = ServerEndpoint.bind(Transport.AUTO, directory);
			assertThat(endpoint.address().toString()).startsWith("unix:" + this.base);
			endpoint.close();
			assertThat(this.base).isEmptyDirectory();
		}
	}

	@Test
	void bindWhenTransportIsAutoAndNoPathIsUsableThenFallsBackToLoopback() throws IOException {
		try (SocketDirectory directory = unusable()) {
			ServerEndpoint endpoint = ServerEndpoint.bind(Transport.AUTO, directory);
			assertThat(endpoint.address().toString()).matches("tcp:127\\.0\\.0\\.1:\\d+");
			assertThat(endpoint.socket().getLocalAddress().toString()).startsWith("/127.0.0.1:");
			endpoint.close();
			assertThat(endpoint.socket().isOpen()).isFalse();
		}
	}

	@Test
	void bindWhenTransportIsUnixAndNoPathIsUsableThenThrows() {
		try (SocketDirectory directory = unusable()) {
			assertThatIOException().isThrownBy(() -> ServerEndpoint.bind(Transport.UNIX, directory))
				.withMessageStartingWith("Expected a directory for sockets");
		}
	}

	private SocketDirectory unusable() {
		return new SocketDirectory(List.of(this.base.resolve("missing")));
	}

}
