package org.intercom4j;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.intercom4j.channel.ChannelOptions;
import org.intercom4j.process.StopTimeouts;
import org.intercom4j.programs.RawChild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(OS.WINDOWS)
class GarbageTests {

	private static final int FRAME_LIMIT = 1 << 16;

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	@AfterEach
	void close() {
		this.intercom.close();
	}

	@Test
	void garbageWhenReceivedThenIsAnErrorEachAndTheSessionGoesOn() throws Exception {
		Child child = raw("garbage", "" + FRAME_LIMIT);
		EventLog log = new EventLog(child);
		child.start().get(60, TimeUnit.SECONDS);
		log.await("last");
		assertThat(log.names()).filteredOn((name) -> !name.equals("error"))
			.containsExactly("start", "rpcready", "first", "in", "last");
		List<List<Object>> errors = log.all("error");
		assertThat(errors).extracting((error) -> error.get(0).toString())
			.containsExactly("Remote RPC Session error occured!", "Remote RPC Session error occured!",
					"Remote RPC Session error occured!", "Local RPC Session error occured!",
					"Remote RPC Session error occured!", "Remote RPC Session error occured!",
					"Received forbidden event from twin process!");
		assertThat(errors).allSatisfy((error) -> assertThat(error.get(1).toString()).hasSizeLessThan(600));
		child.emit("still", "works");
		assertThat(child.info().connected()).isTrue();
	}

	@Test
	void connectWhenStrangersKnockFirstThenAreReportedAndTheChildConnects() throws Exception {
		Child child = raw("strangers");
		EventLog log = new EventLog(child);
		child.start();
		log.await("last");
		log.await("warn", 2);
		assertThat(log.all("warn"))
			.allSatisfy((warning) -> assertThat(warning.get(0).toString()).startsWith("A connection to unix:")
				.contains(" was rejected: its first line is not the token"));
		assertThat(log.names()).contains("rpcready").doesNotContain("error", "rpcexit");
	}

	@Test
	void stopWhenTheChildReadsNoMoreAndASenderIsBlockedThenIsBounded() throws Exception {
		Child child = raw("deaf");
		EventLog log = new EventLog(child);
		child.start();
		log.await("last");
		CompletableFuture<Throwable> refused = new CompletableFuture<>();
		Thread sender = new Thread(() -> emitUntilRefused(child, refused), "blocked-sender");
		sender.start();
		Eventually.await("the sender is blocked", () -> Arrays.stream(sender.getStackTrace())
			.anyMatch((frame) -> frame.getMethodName().equals("awaitUninterruptibly")));
		assertThat(child.info().connected()).isTrue();
		assertThat(child.stop().get(60, TimeUnit.SECONDS).state()).isEqualTo(ChildState.STOPPED);
		assertThat(refused.get(60, TimeUnit.SECONDS)).hasMessageContaining("the event was not sent");
		assertThat(log.await("warn").get(0).toString()).contains("could not be delivered");
	}

	private static void emitUntilRefused(Child child, CompletableFuture<Throwable> refused) {
		try {
			while (true) {
				child.emit("much", "x".repeat(10_000));
			}
		}
		catch (IllegalStateException ex) {
			refused.complete(ex);
		}
	}

	private Child raw(String... arguments) {
		return this.intercom.child(arguments[0],
				ChildOptions.builder(RawChild.class.getName())
					.options(List.of(arguments))
					.queueCapacity(100)
					.stop(new StopTimeouts(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(30)))
					.channel(ChannelOptions.builder().frameLimit(FRAME_LIMIT).highWaterMark(1 << 18).build())
					.build());
	}

}
