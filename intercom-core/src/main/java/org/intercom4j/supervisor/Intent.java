package org.intercom4j.supervisor;

import java.time.Duration;

import org.intercom4j.supervisor.SupervisorStatus.Desired;
import org.jspecify.annotations.Nullable;

/**
 * What a child was asked for, as far as it is not done yet. Used in the supervisor's loop
 * only.
 */
final class Intent {

	private Desired desired = Desired.NOTHING;

	/** The restart that was asked for, or {@code null}. */
	private @Nullable Again again;

	/** Why the child is to be given up, or {@code null}. */
	private @Nullable String fate;

	private boolean noRestart;

	/** Whether restarts wait for a release, unless they were asked for by hand. */
	private boolean gated;

	/** Whether one waits now. */
	private boolean waiting;

	Desired desired() {
		return this.desired;
	}

	boolean isStopped() {
		return this.desired == Desired.STOPPED;
	}

	void start() {
		this.desired = Desired.RUNNING;
		this.noRestart = false;
		this.fate = null;
	}

	void stop() {
		this.desired = Desired.STOPPED;
		this.again = null;
	}

	void restart() {
		this.noRestart = false;
		this.fate = null;
		this.again = Again.BY_HAND;
	}

	void hold(String reason) {
		this.again = new Again(reason, true);
	}

	void giveUp(String reason) {
		this.again = null;
		this.fate = reason;
	}

	void noRestart() {
		this.noRestart = true;
	}

	void gate() {
		this.gated = true;
	}

	/** Whether the next start is one that was asked for and waits for nothing. */
	boolean restartsAtOnce() {
		return this.again != null && !this.again.waits();
	}

	/** Whether the next start was asked for, so that the policy does not count it. */
	boolean restartsUncounted() {
		return this.again != null;
	}

	/** Whether a start that would follow now has to wait. */
	boolean mustWait() {
		return this.gated && !restartsAtOnce();
	}

	void await() {
		this.waiting = true;
	}

	boolean isWaiting() {
		return this.waiting;
	}

	/** Whether the next start waits, or will wait. */
	boolean isHeld() {
		return this.waiting || (this.again != null && this.again.waits());
	}

	/** A restart has failed, and the policy decides about the next one. */
	void forgetRestart() {
		this.again = null;
	}

	/** The next process is being started. */
	void restarting() {
		this.again = null;
		this.waiting = false;
	}

	/** No process is to follow. */
	void down() {
		restarting();
		this.fate = null;
	}

	/**
	 * What follows an end because it was asked for.
	 * @return the decision, or {@code null} if it is the policy's
	 */
	@Nullable RestartDecision decision() {
		if (isStopped()) {
			return RestartDecision.Stop.ASKED_FOR;
		}
		if (this.noRestart) {
			this.desired = Desired.STOPPED;
			return RestartDecision.Stop.NO_RESTART;
		}
		if (this.fate != null) {
			return new RestartDecision.GiveUp(this.fate);
		}
		return (this.again != null) ? new RestartDecision.Restart(Duration.ZERO, this.again.reason()) : null;
	}

	/** The child has done its work: down, and wanted to be. */
	void complete() {
		this.desired = Desired.STOPPED;
	}

	/**
	 * A restart that was asked for.
	 *
	 * @param reason why
	 * @param waits whether it waits for a release
	 */
	private record Again(String reason, boolean waits) {

		static final Again BY_HAND = new Again("it was restarted by hand", false);

	}

}
