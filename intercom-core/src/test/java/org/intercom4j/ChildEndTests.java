package org.intercom4j;

import org.intercom4j.programs.Brief;
import org.intercom4j.programs.SlowEnd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChildEndTests {

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
	}

	@Test
	void signalWhenItComesFromOutsideThenIsNotTakenForTheDeathOfTheParent() throws Exception {
		Child child = this.intercom.child("slow", ChildOptions.builder(SlowEnd.class.getName()).max(1).build());
		EventLog log = new EventLog(child);
		child.start();
		log.await("rpcready");
		ProcessHandle.of(child.info().pid()).orElseThrow().destroy();
		assertThat(log.await("exit")).containsExactly(null, "SIGTERM");
		log.await("close");
		assertThat(child.output()).isEmpty();
	}

	@Test
	void readyWhenTheChildIsGoneBeforeItsListenersAreFreeThenStillComesFirst() throws Exception {
		Child child = this.intercom.child("brief", ChildOptions.builder(Brief.class.getName()).max(1).build());
		EventLog log = new EventLog(child);
		child.on("start", (event) -> {
			while (child.state() != ChildState.GIVEN_UP) {
				Thread.onSpinWait();
			}
		});
		child.start();
		log.await("close");
		assertThat(log.names()).containsExactly("start", "rpcready", "hello", "rpcexit", "disconnected", "exit",
				"close");
	}

}
