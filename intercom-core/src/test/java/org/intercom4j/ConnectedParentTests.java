package org.intercom4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.intercom4j.channel.BrokenFrameException;
import org.intercom4j.channel.ChannelLoop;
import org.intercom4j.channel.ChannelOptions;
import org.intercom4j.channel.ChannelServer;
import org.intercom4j.channel.MessageChannel;
import org.intercom4j.channel.MessageHandler;
import org.intercom4j.channel.SocketDirectory;
import org.intercom4j.programs.Leaver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Children under a parent that consists of a channel only, so that nothing but their own
 * runtime decides what becomes of them.
 */
class ConnectedParentTests {

	private static final String METHODS = """
			{"method":"methods","arguments":[{"emit":"[Function]"}],"callbacks":{"0":["0","emit"]},"links":[]}""";

	private final ChannelLoop loop = new ChannelLoop("test-parent");

	private final SocketDirectory sockets = new SocketDirectory();

	private final CompletableFuture<MessageChannel> connected = new CompletableFuture<>();

	private @Nullable Process process;

	@AfterEach
	void close() {
		this.loop.close();
		this.sockets.close();
		if (this.process != null) {
			this.process.destroyForcibly();
		}
	}

	@Test
	void connectWhenNotAChildThenSaysSo() {
		assertThat(Parent.isPresent()).isFalse();
		assertThatIllegalStateException().isThrownBy(Parent::connect)
			.withMessage("This process was not started as a child of Intercom: environment variable "
					+ "INTERCOM_CHANNEL is not set");
		assertThatIllegalStateException()
			.isThrownBy(() -> ConnectedParent.connect(Map.of("INTERCOM_CHANNEL", "unix:/x"), ParentOptions.DEFAULT))
			.withMessageContaining("INTERCOM_TOKEN is not set");
	}

	@Test
	void connectWhenNobodyListensThenFailsAndLeavesNoThread() {
		Map<String, String> environment = Map.of("INTERCOM_CHANNEL", "unix:/no/such/socket", "INTERCOM_TOKEN", "x");
		assertThatIllegalStateException().isThrownBy(() -> ConnectedParent.connect(environment, ParentOptions.DEFAULT))
			.withMessageStartingWith("The parent cannot be reached at unix:/no/such/socket: ");
		Eventually.await("the thread ends",
				() -> Thread.getAllStackTraces()
					.keySet()
					.stream()
					.noneMatch((thread) -> thread.getName().equals("intercom-parent-channel")));
	}

	@Test
	void closedWhenTheParentSaidGoodbyeThenABusyChildGoesOn() throws Exception {
		BufferedReader out = start("work");
		goodbye();
		assertThat(out.readLine()).isEqualTo("disconnected");
		tell("7");
		assertThat(out.readLine()).isEqualTo("still here");
		assertThat(exitCode()).isEqualTo(7);
	}

	@Test
	void closedWhenTheParentSaidGoodbyeThenAnIdleChildEnds() throws Exception {
		BufferedReader out = start("idle");
		goodbye();
		assertThat(out.readLine()).isEqualTo("disconnected");
		assertThat(exitCode()).isZero();
	}

	@Test
	void closedWhenTheParentDiedThenABusyChildEnds() throws Exception {
		BufferedReader out = start("work");
		this.connected.join().close();
		assertThat(out.readLine()).isEqualTo("disconnected");
		assertThat(exitCode()).isOne();
	}

	@Test
	void closedWhenTheParentDiedAndAListenerBlocksThenTheChildEnds() throws Exception {
		BufferedReader out = start("work");
		send("{\"method\":\"emit\",\"arguments\":[\"block\"],\"callbacks\":{},\"links\":[]}");
		assertThat(out.readLine()).isEqualTo("blocked");
		this.connected.join().close();
		assertThat(exitCode()).isOne();
	}

	@Test
	void closedWhenTheParentDiedAndTheChildIsToStayThenGoesOn() throws Exception {
		BufferedReader out = start("stay");
		this.connected.join().close();
		assertThat(out.readLine()).isEqualTo("disconnected");
		tell("0");
		assertThat(out.readLine()).isEqualTo("still here");
		assertThat(exitCode()).isZero();
	}

	private BufferedReader start(String mode) throws Exception {
		ChannelServer server = ChannelServer.open(this.loop, this.sockets, ChannelOptions.defaults(), new Acceptor());
		ProcessBuilder builder = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp",
				System.getProperty("java.class.path"), Leaver.class.getName(), mode);
		builder.environment().put("INTERCOM_CHANNEL", server.address());
		builder.environment().put("INTERCOM_TOKEN", server.token());
		builder.redirectError(ProcessBuilder.Redirect.INHERIT);
		Process started = builder.start();
		this.process = started;
		this.connected.get(60, TimeUnit.SECONDS).start(new NoHandler());
		send(METHODS);
		BufferedReader out = started.inputReader();
		assertThat(out.readLine()).isEqualTo("ready");
		return out;
	}

	private void goodbye() {
		send("{\"method\":\"goodbye\",\"arguments\":[],\"callbacks\":{},\"links\":[]}");
		this.connected.join().close();
	}

	private void send(String frame) {
		this.connected.join().send(frame.getBytes(StandardCharsets.UTF_8));
	}

	private void tell(String digit) throws IOException {
		this.process.getOutputStream().write(digit.getBytes(StandardCharsets.US_ASCII));
		this.process.getOutputStream().flush();
	}

	private int exitCode() throws Exception {
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).as("the child ends").isTrue();
		return this.process.exitValue();
	}

	/**
	 * Hands over the connection.
	 */
	private final class Acceptor implements ChannelServer.Listener {

		@Override
		public void connected(MessageChannel channel) {
			ConnectedParentTests.this.connected.complete(channel);
		}

		@Override
		public void rejected(String reason) {
			failed(new IOException(reason));
		}

		@Override
		public void failed(IOException cause) {
			ConnectedParentTests.this.connected.completeExceptionally(cause);
		}

	}

	/**
	 * Takes everything and does nothing.
	 */
	private static final class NoHandler implements MessageHandler {

		@Override
		public void onMessage(byte[] buffer, int offset, int length) {
		}

		@Override
		public void onBroken(BrokenFrameException ex) {
		}

		@Override
		public void onClosed(@Nullable IOException cause, int unsentFrames) {
		}

	}

}
