package org.intercom4j.boot.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.intercom4j.supervisor.Timer;

/**
 * Time that moves by {@link #tick(Duration)} only.
 */
final class ManualClock implements Timer, InstantSource {

	private final List<Alarm> alarms = new CopyOnWriteArrayList<>();

	private volatile Instant wall;

	private volatile long now;

	ManualClock(String start) {
		this.wall = Instant.parse(start);
	}

	@Override
	public Instant instant() {
		return this.wall;
	}

	@Override
	public long nanoTime() {
		return this.now;
	}

	@Override
	public Runnable schedule(Duration delay, Runnable task) {
		Alarm alarm = new Alarm(this.now + delay.toNanos(), task);
		this.alarms.add(alarm);
		return () -> this.alarms.removeIf((other) -> other == alarm);
	}

	/** The clock is set forward; the timer does not notice. */
	void jump(Duration time) {
		this.wall = this.wall.plus(time);
	}

	void tick(Duration time) {
		long end = this.now + time.toNanos();
		for (Optional<Alarm> due = nextUntil(end); due.isPresent(); due = nextUntil(end)) {
			Alarm alarm = due.get();
			advanceTo(alarm.at());
			this.alarms.removeIf((other) -> other == alarm);
			alarm.task().run();
		}
		advanceTo(end);
	}

	int pending() {
		return this.alarms.size();
	}

	private void advanceTo(long time) {
		this.wall = this.wall.plusNanos(time - this.now);
		this.now = time;
	}

	private Optional<Alarm> nextUntil(long end) {
		return this.alarms.stream().filter((alarm) -> alarm.at() <= end).min(Comparator.comparingLong(Alarm::at));
	}

	private record Alarm(long at, Runnable task) {
	}

}
