package org.intercom4j;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.intercom4j.programs.Echo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChildTests {

	private final Intercom intercom = Intercom.builder().build();

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
	}

	@Test
	void emitWhenTheChildIsReadyThenComesBack() throws Exception {
		Child child = this.intercom.child("echo", ChildOptions.builder(Echo.class.getName()).build());
		EventLog log = new EventLog(child);
		child.start();
		child.emit("say::hello", "world", List.of(1, 2));
		assertThat(log.await("echo")).containsExactly("say::hello", List.of("world", List.of(1, 2)));
		ChildInfo info = child.stop().get(60, TimeUnit.SECONDS);
		log.await("close");
		assertThat(log.names()).containsExactly("say::hello", "start", "rpcready", "echo", "disconnect", "stop",
				"rpcexit", "disconnected", "exit", "close");
	}

}
