package org.intercom4j.boot.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.ChildRestartEvent;
import org.intercom4j.ChildState;
import org.intercom4j.Intercom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangedChildTests {

	private static final Path FILE = Path.of("worker.py");

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final BlockingQueue<ChildRestartEvent> restarts = new LinkedBlockingQueue<>();

	private final Child child = this.intercom.child("worker", ChildOptions.command("sleep", "600").build());

	private final ChangedChild changed = new ChangedChild(this.child, Duration.ofNanos(100));

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
	}

	@Test
	void childWhenManyFilesChangeThenIsRestartedOnce() throws Exception {
		start();
		assertThat(this.changed.nanosLeft(0)).isEmpty();
		for (int now = 0; now < 500; now += 50) {
			this.changed.change(FILE, now);
			this.changed.restartIfDue(now + 49);
		}
		assertThat(this.changed.nanosLeft(500)).hasValue(50);
		this.changed.restartIfDue(549);
		assertThat(this.child.state()).isEqualTo(ChildState.RUNNING);
		this.changed.restartIfDue(550);
		assertThat(this.restarts.poll(60, TimeUnit.SECONDS)).isNotNull();
		assertThat(this.changed.nanosLeft(600)).isEmpty();
		this.changed.restartIfDue(10_000);
		assertThat(this.child.info().restarts()).isEqualTo(1);
		assertThat(this.child.state()).isEqualTo(ChildState.RUNNING);
	}

	@Test
	void childWhenItIsNotUpThenIsLeftAlone() throws Exception {
		this.changed.change(FILE, 0);
		this.changed.restartIfDue(100);
		assertThat(this.child.state()).isEqualTo(ChildState.NEW);
		start();
		this.child.stop().get(60, TimeUnit.SECONDS);
		this.changed.change(FILE, 200);
		this.changed.restartIfDue(300);
		assertThat(this.child.state()).isEqualTo(ChildState.STOPPED);
		assertThat(this.changed.nanosLeft(300)).isEmpty();
	}

	private void start() throws Exception {
		this.child.onEvent((event) -> {
			if (event instanceof ChildRestartEvent restart) {
				this.restarts.add(restart);
			}
		});
		this.child.start().get(60, TimeUnit.SECONDS);
	}

}
