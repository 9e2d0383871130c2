package org.intercom4j;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;
import org.intercom4j.programs.Echo;
import org.intercom4j.readiness.ReadinessOptions;
import org.intercom4j.readiness.ReadinessOptions.TimeoutAction;
import org.intercom4j.readiness.ReadinessProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReadinessTests {

	private static final Duration LONG = Duration.ofMinutes(5);

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	@TempDir
	private Path folder;

	@AfterEach
	void close() {
		this.intercom.close();
	}

	private Child sleeper(ReadinessProbe probe) {
		return sleeper(new ReadinessOptions(probe, LONG, TimeoutAction.WARN, Duration.ofMillis(50)), "exec sleep 1000");
	}

	private Child sleeper(ReadinessOptions readiness, String script) {
		return this.intercom.child("sleeper",
				ChildOptions.command("sh", "-c", script).readiness(readiness).max(1).build());
	}

	private static ChildInfo ready(CompletableFuture<ChildInfo> future) throws Exception {
		return future.get(60, TimeUnit.SECONDS);
	}

	@Test
	void whenReadyWhenItIsACommandThenComesWithTheProcess() throws Exception {
		Child child = this.intercom.child("plain", ChildOptions.command("sleep", "1000").build());
		CompletableFuture<ChildInfo> ready = child.whenReady();
		assertThat(ready).isNotDone();
		child.start();
		assertThat(ready(ready).ready()).isTrue();
		assertThat(ready(child.whenReady()).pid()).isEqualTo(child.info().pid());
	}

	@Test
	void whenReadyWhenItIsAScriptThenComesWithItsChannel() throws Exception {
		Child child = this.intercom.child("echo", ChildOptions.builder(Echo.class.getName()).build());
		CompletableFuture<ChildReadyEvent> told = new CompletableFuture<>();
		child.onEvent((event) -> {
			if (event instanceof ChildReadyEvent ready) {
				told.complete(ready);
			}
		});
		ChildInfo started = ready(child.start());
		assertThat(ready(child.whenReady())).satisfies((info) -> {
			assertThat(info.connected()).isTrue();
			assertThat(info.ready()).isTrue();
			assertThat(info.pid()).isEqualTo(started.pid());
		});
		assertThat(told.get(60, TimeUnit.SECONDS).after()).isPositive();
	}

	@Test
	void whenReadyWhenAnEventIsAwaitedThenComesWithIt() throws Exception {
		Child child = this.intercom.child("echo",
				ChildOptions.builder(Echo.class.getName())
					.readiness(ReadinessOptions.of(new ReadinessProbe.EventReceived("echo")))
					.build());
		EventLog log = new EventLog(child);
		child.start();
		log.await("rpcready");
		assertThat(child.info().ready()).isFalse();
		CompletableFuture<ChildInfo> ready = child.whenReady();
		child.emit("say::ready");
		assertThat(ready(ready).ready()).isTrue();
	}

	@Test
	void whenReadyWhenALineIsAwaitedThenStandardErrorIsNotLookedAt() throws Exception {
		Child child = sleeper(ReadinessOptions.of(new ReadinessProbe.OutputLine(Pattern.compile("listening on \\d+"))),
				"echo listening on 1 >&2; while [ ! -e '" + this.folder + "/gate' ]; do sleep 0.05; done; "
						+ "echo now listening on 8080; exec sleep 1000");
		EventLog log = new EventLog(child);
		child.start();
		log.await("stderr");
		assertThat(child.info().ready()).isFalse();
		Files.createFile(this.folder.resolve("gate"));
		assertThat(ready(child.whenReady()).ready()).isTrue();
	}

	@Test
	void whenReadyWhenAPortIsAwaitedThenComesWhenItIsOpen() throws Exception {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = free.getLocalPort();
		}
		Child child = sleeper(new ReadinessProbe.Port("127.0.0.1", port));
		ready(child.start());
		assertThat(child.info().ready()).isFalse();
		CompletableFuture<ChildInfo> ready = child.whenReady();
		try (ServerSocket opened = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
			assertThat(ready(ready).ready()).as("%s", opened).isTrue();
		}
	}

	@Test
	void whenReadyWhenAnAddressIsAwaitedThenComesWithItsGoodAnswer() throws Exception {
		int[] status = { 503 };
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
		CompletableFuture<Void> asked = new CompletableFuture<>();
		server.createContext("/up", (exchange) -> {
			asked.complete(null);
			exchange.sendResponseHeaders(status[0], -1);
			exchange.close();
		});
		server.start();
		try {
			Child child = sleeper(
					new ReadinessProbe.Url(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/up")));
			child.start();
			asked.get(60, TimeUnit.SECONDS);
			assertThat(child.info().ready()).isFalse();
			status[0] = 204;
			assertThat(ready(child.whenReady()).ready()).isTrue();
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void whenReadyWhenACommandIsAwaitedThenComesWithItsSuccess() throws Exception {
		Path gate = this.folder.resolve("gate");
		Child child = sleeper(new ReadinessProbe.CommandSucceeds(List.of("test", "-e", gate.toString())));
		ready(child.start());
		assertThat(child.info().ready()).isFalse();
		Files.createFile(gate);
		assertThat(ready(child.whenReady()).ready()).isTrue();
	}

	@Test
	void whenReadyWhenTheProcessEndsBeforeThenFailsAtOnceWithTheReason() throws Exception {
		Child child = sleeper(ReadinessOptions.of(new ReadinessProbe.Port("127.0.0.1", 1)), "echo no disk >&2; exit 3");
		CompletableFuture<ChildInfo> ready = child.whenReady();
		child.start();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> ready(ready))
			.withMessageContaining("Child 'sleeper': its process ended before it was ready")
			.withMessageContaining("code 3");
	}

	@Test
	void whenReadyWhenItIsNotInTimeThenTheProcessIsRestartedByThePolicy() throws Exception {
		ReadinessOptions options = new ReadinessOptions(new ReadinessProbe.Port("127.0.0.1", 1), Duration.ofMillis(200),
				TimeoutAction.RESTART, Duration.ofMillis(50));
		Child child = this.intercom.child("late",
				ChildOptions.command("sleep", "1000").readiness(options).max(2).build());
		EventLog log = new EventLog(child);
		CompletableFuture<ChildInfo> ready = child.whenReady();
		child.start();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> ready(ready))
			.withMessageContaining("it is not ready after PT0.2S: it waits for port 1 of 127.0.0.1");
		log.await("close");
		assertThat(log.all("exit")).hasSize(2);
		assertThat(log.names()).containsSubsequence("start", "warn", "exit", "restart", "warn", "exit", "close");
	}

	@Test
	void whenReadyWhenALateOneIsOnlyWarnedThenItGoesOnAndMayBecomeReady() throws Exception {
		Path gate = this.folder.resolve("gate");
		ReadinessOptions options = new ReadinessOptions(
				new ReadinessProbe.CommandSucceeds(List.of("test", "-e", gate.toString())), Duration.ofMillis(200),
				TimeoutAction.WARN, Duration.ofMillis(50));
		Child child = sleeper(options, "exec sleep 1000");
		EventLog log = new EventLog(child);
		child.start();
		log.await("warn");
		Files.createFile(gate);
		assertThat(ready(child.whenReady()).incarnation()).isOne();
	}

	@Test
	void whenReadyWhenALateOneIsToBeStoppedThenItStaysDown() throws Exception {
		ReadinessOptions options = new ReadinessOptions(new ReadinessProbe.Port("127.0.0.1", 1), Duration.ofMillis(200),
				TimeoutAction.STOP, Duration.ofMillis(50));
		Child child = this.intercom.child("late", ChildOptions.command("sleep", "1000").readiness(options).build());
		EventLog log = new EventLog(child);
		child.start();
		log.await("close");
		assertThat(child.state()).isEqualTo(ChildState.STOPPED);
		assertThat(child.info().incarnation()).isOne();
	}

	@Test
	void whenReadyWhenItIsStoppedBeforeThenFails() throws IOException {
		Child child = sleeper(new ReadinessProbe.Port("127.0.0.1", 1));
		CompletableFuture<ChildInfo> ready = child.whenReady();
		child.start().thenCompose((info) -> child.stop()).join();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> ready(ready))
			.withMessageContaining("before it was ready");
	}

}
