package org.intercom4j.supervisor;

import java.time.Duration;

import org.intercom4j.process.StopTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * Climbs request, end of the channel, signal, SIGKILL for one run until that has ended.
 * Used in the supervisor's loop only, which owns its fields.
 */
final class StopLadder {

	private final StopTimeouts timeouts;

	private final Timer timer;

	private final SerialLoop loop;

	private final ChildRun run;

	private final SupervisorListener listener;

	private final Runnable unkillable;

	private final boolean patient;

	private @Nullable Runnable alarm;

	/** By which an alarm or an answer that comes too late is told. */
	private int rung;

	private boolean exhausted;

	/**
	 * A ladder that is not climbed yet.
	 * @param patient whether the child may finish its work first
	 */
	StopLadder(Supervision supervision, SerialLoop loop, ChildRun run, Runnable unkillable, boolean patient) {
		this.timeouts = supervision.stopTimeouts();
		this.timer = supervision.timer();
		this.loop = loop;
		this.run = run;
		this.listener = supervision.listener();
		this.unkillable = unkillable;
		this.patient = patient;
	}

	void begin() {
		int asking = ++this.rung;
		boolean asked = this.patient && this.run.isConnected() && !this.timeouts.drain().isZero()
				&& this.run.requestStop(() -> onRung(asking, this::disconnect));
		if (asked) {
			alarm(this.timeouts.drain(), this::disconnect);
		}
		else {
			disconnect();
		}
	}

	void end() {
		this.rung++;
		if (this.alarm != null) {
			this.alarm.run();
		}
	}

	private void disconnect() {
		boolean connected = this.run.isConnected();
		this.run.disconnect();
		if (connected && !this.timeouts.message().isZero()) {
			next(this.timeouts.message(), this::terminate);
		}
		else {
			terminate();
		}
	}

	private void terminate() {
		if (this.timeouts.terminate().isZero()) {
			kill();
			return;
		}
		// the next step first, so that no failure of this one ends the climb
		next(this.timeouts.terminate(), this::kill);
		this.run.terminate(this.timeouts.signal());
	}

	private void kill() {
		next(this.timeouts.kill(), this::abandon);
		this.run.kill();
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

	private void next(Duration delay, Runnable step) {
		this.rung++;
		alarm(delay, step);
	}

	private void alarm(Duration delay, Runnable step) {
		if (this.alarm != null) {
			this.alarm.run();
		}
		int present = this.rung;
		this.alarm = this.timer.schedule(delay, () -> onRung(present, step));
	}

	private void onRung(int expected, Runnable step) {
		this.loop.execute(() -> {
			if (this.rung == expected) {
				step.run();
			}
		});
	}

}
