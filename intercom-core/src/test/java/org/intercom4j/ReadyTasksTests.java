package org.intercom4j;

import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadyTasksTests {

	private final BusFixture fixture = new BusFixture();

	private final ReadyTasks tasks = new ReadyTasks(this.fixture.bus);

	private final ConcurrentLinkedQueue<String> ran = new ConcurrentLinkedQueue<>();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void addWhenNotReadyThenWaitsInOrder() throws Exception {
		this.tasks.add(() -> this.ran.add("one"), () -> false);
		this.tasks.add(() -> this.ran.add("two"), () -> false);
		this.fixture.barrier();
		assertThat(this.ran).isEmpty();
		this.fixture.bus.lane().execute(this.tasks::runAll);
		this.fixture.bus.lane().execute(this.tasks::runAll);
		this.fixture.barrier();
		assertThat(this.ran).containsExactly("one", "two");
	}

	@Test
	void addWhenTheChannelBecomesReadyMeanwhileThenIsNotMissed() throws Exception {
		boolean[] ready = { false };
		this.fixture.bus.lane().execute(() -> {
			ready[0] = true;
			this.tasks.runAll();
		});
		this.tasks.add(() -> this.ran.add("one"), () -> ready[0]);
		this.fixture.barrier();
		assertThat(this.ran).containsExactly("one");
	}

	@Test
	void runAllWhenATaskFailsThenIsAnErrorAndTheNextRuns() throws Exception {
		this.tasks.add(() -> {
			throw new IllegalStateException("on purpose");
		}, () -> true);
		this.tasks.add(() -> this.ran.add("two"), () -> true);
		this.fixture.barrier();
		assertThat(this.ran).containsExactly("two");
		assertThat(this.fixture.heard)
			.containsExactly("error[Local RPC Session error occured!, java.lang.IllegalStateException: on purpose]");
	}

}
