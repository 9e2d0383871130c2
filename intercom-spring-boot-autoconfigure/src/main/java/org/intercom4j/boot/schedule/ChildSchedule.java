package org.intercom4j.boot.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.intercom4j.Child;
import org.intercom4j.ChildCloseEvent;
import org.intercom4j.ChildEvent;
import org.intercom4j.ChildStopEvent;
import org.intercom4j.supervisor.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one child at its times. Thread-safe. No method of the child is called under the
 * lock.
 */
final class ChildSchedule implements Consumer<ChildEvent> {

	private static final Logger logger = LoggerFactory.getLogger(ChildSchedule.class);

	/** So that a clock that was set, or a machine that slept, is noticed. */
	private static final Duration LONGEST_ALARM = Duration.ofMinutes(1);

	private final Child child;

	private final Schedule schedule;

	private final InstantSource clock;

	private final Timer timer;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock, like the two below. */
	private boolean active;

	private boolean waiting;

	private @Nullable Runnable alarm;

	ChildSchedule(Child child, Schedule schedule, InstantSource clock, Timer timer) {
		this.child = child;
		this.schedule = schedule;
		this.clock = clock;
		this.timer = timer;
	}

	void begin() {
		change(() -> this.active = true);
		this.child.onEvent(this);
		Instant now = this.clock.instant();
		arm((this.schedule.fixedDelay() != null) ? now : this.schedule.nextTime(now));
	}

	void end() {
		this.child.offEvent(this);
		change(() -> {
			this.active = false;
			this.waiting = false;
			disarm();
		});
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void disarm() {
		if (this.alarm != null) {
			this.alarm.run();
			this.alarm = null;
		}
	}

	private void arm(@Nullable Instant due) {
		if (due == null) {
			logger.info("Child '{}' has no further time to run", this.child.name());
			return;
		}
		Duration left = Duration.between(this.clock.instant(), due);
		Duration delay = (left.compareTo(LONGEST_ALARM) < 0) ? left : LONGEST_ALARM;
		change(() -> {
			disarm();
			if (this.active) {
				this.alarm = this.timer.schedule(delay.isNegative() ? Duration.ZERO : delay, () -> goOff(due));
			}
		});
	}

	/** Whatever fails, the next time comes. */
	private void goOff(Instant due) {
		Instant now = this.clock.instant();
		if (now.isBefore(due)) {
			arm(due);
			return;
		}
		if (this.schedule.cron() != null) {
			arm(this.schedule.nextTime(now));
		}
		try {
			run(due);
		}
		catch (RuntimeException ex) {
			logger.error("Child '{}' could not be run at its time {}", this.child.name(), due, ex);
		}
	}

	private void run(Instant due) {
		if (!this.child.state().isUp()) {
			start();
		}
		else if (this.schedule.overlap() == Schedule.Overlap.WAIT) {
			logger.debug("Child '{}' waits for the end of its present run", this.child.name());
			change(() -> this.waiting = this.active);
			if (!this.child.state().isUp()) {
				closed();
			}
		}
		else {
			logger.info("Child '{}' is not run at {}: its process {} still runs", this.child.name(), due,
					this.child.info().pid());
		}
	}

	/** A failure is an event and a line in the log already, and a close follows. */
	private void start() {
		CompletionStage<?> unused = this.child.start().whenComplete((info, failure) -> {
			if (failure != null) {
				logger.debug("Child '{}' could not be run", this.child.name(), failure);
			}
		});
	}

	@Override
	public void accept(ChildEvent event) {
		if (event instanceof ChildStopEvent stop && stop.info().desired().equals("stopped")) {
			change(() -> this.waiting = false);
		}
		else if (event instanceof ChildCloseEvent) {
			closed();
		}
	}

	private void closed() {
		if (takeWaiting()) {
			start();
		}
		else {
			rest();
		}
	}

	private boolean takeWaiting() {
		this.lock.lock();
		try {
			boolean taken = this.waiting;
			this.waiting = false;
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The pause between two runs, if there is one. */
	private void rest() {
		Duration delay = this.schedule.fixedDelay();
		if (delay != null) {
			arm(this.clock.instant().plus(delay));
		}
	}

}
