package org.intercom4j;

import java.util.List;

import org.intercom4j.programs.Echo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes in the turn of a caller on the event thread, and what after it.
 */
class EventTurnTests {

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final Child child = this.intercom.child("echo", ChildOptions.builder(Echo.class.getName()).build());

	private final EventLog log = new EventLog(this.child);

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
	}

	@Test
	void disconnectWhenCalledOnTheEventThreadThenIsAnnouncedAtOnce() throws Exception {
		this.child.on("go", (event) -> {
			this.child.disconnect();
			this.child.localEmit("after");
		});
		this.child.localEmit("go");
		this.log.await("after");
		assertThat(this.log.names()).containsExactly("go", "disconnect", "after");
	}

	@Test
	void stopWhenRefusedThenTheErrorComesAfterTheTurn() throws Exception {
		this.child.on("go", (event) -> {
			this.child.stop();
			this.child.localEmit("after");
		});
		this.child.localEmit("go");
		this.log.await("error");
		assertThat(this.log.names()).containsExactly("go", "after", "error");
	}

	@Test
	void restartWhenCalledTwiceOnTheEventThreadThenIsAnnouncedTwiceAtOnce() throws Exception {
		this.child.once("rpcready", (event) -> {
			this.child.restart();
			this.child.restart();
			this.child.localEmit("after");
		});
		this.child.start();
		this.log.await("restart");
		assertThat(this.log.names()).startsWith("start", "rpcready", "disconnect", "stop", "disconnect", "stop",
				"after", "rpcexit", "disconnected", "exit");
	}

	@Test
	void emitWhenTheNameIsAPatternThenCallsNoListenerOfAnotherName() throws Exception {
		this.child.on("disconnected", (event) -> this.child.localEmit("called"));
		this.child.emit("*", 1);
		this.child.localEmit("last");
		this.log.await("last");
		assertThat(this.log.names()).containsExactly("*", "last");
	}

	@Test
	void readyWhenTheTaskFailsThenIsAnErrorEvent() throws Exception {
		IllegalStateException failure = new IllegalStateException("no");
		this.child.ready(() -> {
			throw failure;
		});
		this.child.ready(() -> this.child.localEmit("next"));
		this.child.start();
		this.log.await("next");
		assertThat(this.log.await("error")).isEqualTo(List.of("Local RPC Session error occured!", failure));
	}

}
