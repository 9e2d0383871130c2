package org.intercom4j.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.intercom4j.supervisor.ManualTimer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LimitWatchTests {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final ManualTimer timer = new ManualTimer();

	private final List<String> told = new ArrayList<>();

	/** What the process uses. */
	private long memory;

	private long events;

	private boolean broken;

	private LimitWatch watch(LimitOptions options) {
		return new LimitWatch(options, this.timer, Runnable::run, new UsageSource() {

			@Override
			public OptionalLong memory() {
				if (LimitWatchTests.this.broken) {
					throw new IllegalStateException("No such file");
				}
				return OptionalLong.of(LimitWatchTests.this.memory);
			}

			@Override
			public long events() {
				return LimitWatchTests.this.events;
			}

		}, new LimitListener() {

			@Override
			public void near(String reason) {
				LimitWatchTests.this.told.add("near: " + reason);
			}

			@Override
			public void exceeded(String reason) {
				LimitWatchTests.this.told.add("exceeded: " + reason);
			}

		});
	}

	private LimitWatch memoryWatch() {
		return watch(new LimitOptions(1000L, null, null, INTERVAL));
	}

	@Test
	void watchWhenMemoryGrowsThenWarnsOnceAndTellsOnce() {
		memoryWatch().begin();
		this.memory = 899;
		this.timer.tick(INTERVAL);
		assertThat(this.told).isEmpty();
		this.memory = 950;
		this.timer.tick(INTERVAL.multipliedBy(3));
		assertThat(this.told).hasSize(1).first().asString().startsWith("near: it uses");
		this.memory = 1001;
		this.timer.tick(INTERVAL.multipliedBy(3));
		assertThat(this.told).hasSize(2).last().asString().startsWith("exceeded: it uses");
		assertThat(this.timer.pending()).isZero();
	}

	@Test
	void watchWhenTheAgeIsReachedThenTellsAtThatMoment() {
		watch(new LimitOptions(null, Duration.ofSeconds(12), null, INTERVAL)).begin();
		this.timer.tick(Duration.ofMillis(11_999));
		assertThat(this.told).isEmpty();
		this.timer.tick(Duration.ofMillis(1));
		assertThat(this.told).containsExactly("exceeded: it has run for PT12S, and the limit is PT12S");
	}

	@Test
	void watchWhenThereWereTooManyEventsThenTells() {
		watch(new LimitOptions(null, null, 3L, INTERVAL)).begin();
		this.events = 2;
		this.timer.tick(INTERVAL);
		this.events = 7;
		this.timer.tick(INTERVAL);
		assertThat(this.told).containsExactly("exceeded: it has had 7 events, and the limit is 3");
	}

	@Test
	void watchWhenTheUsageCannotBeReadThenLooksAgain() {
		memoryWatch().begin();
		this.memory = 2000;
		this.broken = true;
		this.timer.tick(INTERVAL);
		assertThat(this.told).isEmpty();
		this.broken = false;
		this.timer.tick(INTERVAL);
		assertThat(this.told).hasSize(1);
	}

	@Test
	void watchWhenEndedThenTellsNothing() {
		LimitWatch watch = memoryWatch();
		watch.begin();
		watch.end();
		this.memory = 2000;
		this.timer.tick(INTERVAL);
		assertThat(this.told).isEmpty();
		assertThat(this.timer.pending()).isZero();
	}

	@Test
	void watchWhenNothingIsLimitedThenNeverLooks() {
		watch(LimitOptions.NONE).begin();
		assertThat(this.timer.pending()).isZero();
	}

}
