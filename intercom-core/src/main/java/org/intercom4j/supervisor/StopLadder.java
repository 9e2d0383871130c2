package org.intercom4j.supervisor;

import java.time.Duration;

import org.intercom4j.process.StopTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * Climbs message, signal, SIGKILL for one run until that has ended. Used in the
 * supervisor's loop only, which owns its fields.
 */
final class StopLadder {

	private final StopTimeouts timeouts;

	private final Timer timer;

	private final SerialLoop loop;

	private final ChildRun run;

	private final SupervisorListener listener;

	private final Runnable unkillable;

	private @Nullable Runnable alarm;

	private boolean ended;

	private boolean exhausted;

	StopLadder(Supervision supervision, SerialLoop loop, ChildRun run, Runnable unkillable) {
		this.timeouts = supervision.stopTimeouts();
		this.timer = supervision.timer();
		this.loop = loop;
		this.run = run;
		this.listener = supervision.listener();
		this.unkillable = unkillable;
	}

	void begin() {
		boolean asked = this.run.isConnected();
		this.run.disconnect();
		if (asked && !this.timeouts.message().isZero()) {
			after(this.timeouts.message(), this::terminate);
		}
		else {
			terminate();
		}
	}

	void end() {
		this.ended = true;
		if (this.alarm != null) {
			this.alarm.run();
		}
	}

	private void terminate() {
		if (this.timeouts.terminate().isZero()) {
			kill();
			return;
		}
		this.run.terminate(this.timeouts.signal());
		after(this.timeouts.terminate(), this::kill);
	}

	private void kill() {
		this.run.kill();
		after(this.timeouts.kill(), this::abandon);
	}

	private void abandon() {
		if (this.run.isAlive()) {
			this.exhausted = true;
			this.listener.unkillable(this.run.pid());
			this.unkillable.run();
		}
	}

	/** Whether the process has outlived the last step. */
	boolean isExhausted() {
		return this.exhausted;
	}

	private void after(Duration delay, Runnable next) {
		this.alarm = this.timer.schedule(delay, () -> this.loop.execute(() -> {
			if (!this.ended) {
				next.run();
			}
		}));
	}

}
