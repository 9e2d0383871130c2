package org.intercom4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.intercom4j.supervisor.Timer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DroppedLinesTests {

	private final List<Runnable> alarms = new ArrayList<>();

	private final List<Duration> delays = new ArrayList<>();

	private final List<Long> told = new ArrayList<>();

	private final DroppedLines dropped = new DroppedLines(new Alarms(), this.told::add);

	@Test
	void addWhenManyAreDroppedThenTellsTheirNumberOnceASecond() {
		add(1000);
		assertThat(this.delays).containsExactly(Duration.ofSeconds(1));
		assertThat(this.told).isEmpty();
		goOff();
		assertThat(this.told).containsExactly(1000L);
		add(5);
		assertThat(this.delays).hasSize(2);
		goOff();
		assertThat(this.told).containsExactly(1000L, 5L);
	}

	@Test
	void tellWhenNothingWasDroppedThenIsSilent() {
		this.dropped.tell();
		add(3);
		this.dropped.tell();
		goOff();
		assertThat(this.told).containsExactly(3L);
	}

	private void add(int count) {
		for (int i = 0; i < count; i++) {
			this.dropped.add();
		}
	}

	private void goOff() {
		this.alarms.remove(0).run();
	}

	private final class Alarms implements Timer {

		@Override
		public long nanoTime() {
			return 0;
		}

		@Override
		public Runnable schedule(Duration delay, Runnable task) {
			DroppedLinesTests.this.delays.add(delay);
			DroppedLinesTests.this.alarms.add(task);
			return () -> DroppedLinesTests.this.alarms.remove(task);
		}

	}

}
