package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A timer whose time moves by {@link #tick(Duration)} only.
 */
public final class ManualTimer implements Timer {

	private final List<Alarm> alarms = new ArrayList<>();

	private long now;

	@Override
	public long nanoTime() {
		return this.now;
	}

	@Override
	public Runnable schedule(Duration delay, Runnable task) {
		Alarm alarm = new Alarm(this.now + delay.toNanos(), task);
		this.alarms.add(alarm);
		return () -> this.alarms.remove(alarm);
	}

	/** Lets time pass, and alarms go off. */
	public void tick(Duration time) {
		long end = this.now + time.toNanos();
		for (Optional<Alarm> due = nextUntil(end); due.isPresent(); due = nextUntil(end)) {
			this.now = due.get().at();
			this.alarms.remove(due.get());
			due.get().task().run();
		}
		this.now = end;
	}

	/** How many alarms have not gone off. */
	public int pending() {
		return this.alarms.size();
	}

	private Optional<Alarm> nextUntil(long end) {
		return this.alarms.stream().filter((alarm) -> alarm.at() <= end).min(Comparator.comparingLong(Alarm::at));
	}

	private record Alarm(long at, Runnable task) {

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
