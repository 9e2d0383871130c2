package org.intercom4j.supervisor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The pause before a restart. Used in the supervisor's loop only.
 */
final class Pause {

	private final Timer timer;

	private final SerialLoop loop;

	/** Takes the alarm back. */
	private @Nullable Runnable alarm;

	/** The number of the latest pause, by which an alarm that comes too late is told. */
	private int number;

	Pause(Timer timer, SerialLoop loop) {
		this.timer = timer;
		this.loop = loop;
	}

	void begin(Duration delay, Runnable next) {
		this.number++;
		int begun = this.number;
		this.alarm = this.timer.schedule(delay, () -> this.loop.execute(() -> {
			if (this.alarm != null && this.number == begun) {
				this.alarm = null;
				next.run();
			}
		}));
	}

	void end() {
		if (this.alarm != null) {
			this.alarm.run();
			this.alarm = null;
		}
	}

}
