package org.intercom4j.boot.schedule;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.Child;
import org.jspecify.annotations.Nullable;

/**
 * The schedules of some children, which can be begun and ended again and again, with a
 * thread of their own while they are. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ChildSchedules {

	private final Map<Child, Schedule> schedules;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock, like the next one. */
	private List<ChildSchedule> active = List.of();

	private @Nullable ScheduleThread thread;

	/**
	 * Begins nothing yet.
	 * @param schedules the children, and when they are run
	 */
	public ChildSchedules(Map<Child, Schedule> schedules) {
		this.schedules = Map.copyOf(schedules);
	}

	/**
	 * From now on the children are run at their times. Does nothing if they are already.
	 */
	public void begin() {
		this.lock.lock();
		try {
			if (this.thread != null || this.schedules.isEmpty()) {
				return;
			}
			ScheduleThread timer = new ScheduleThread();
			this.thread = timer;
			this.active = this.schedules.entrySet()
				.stream()
				.map((entry) -> new ChildSchedule(entry.getKey(), entry.getValue(), InstantSource.system(), timer))
				.toList();
			this.active.forEach(ChildSchedule::begin);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * From now on no child is run any more. Those that run are left alone.
	 */
	public void end() {
		this.lock.lock();
		try {
			this.active.forEach(ChildSchedule::end);
			this.active = List.of();
			if (this.thread != null) {
				this.thread.close();
				this.thread = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
