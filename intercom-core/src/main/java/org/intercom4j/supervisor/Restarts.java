package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.intercom4j.process.ExitStatus;
import org.jspecify.annotations.Nullable;

/**
 * The restart policy of a child together with the past that it decides by. Used in the
 * supervisor's loop only.
 */
final class Restarts {

	private final Supervision supervision;

	/**
	 * Runs since the latest start by a call, without those that a restart by hand ended.
	 */
	private int runs;

	/** Restarts by the policy since the latest healthy run or start by a call. */
	private int streak;

	/** When the latest of them were, oldest first; as many as the policy remembers. */
	private final Deque<Long> times = new ArrayDeque<>();

	Restarts(Supervision supervision) {
		this.supervision = supervision;
	}

	/** A start by a call. */
	void begin() {
		this.runs = 0;
		forget();
	}

	/** A run has ended, for whatever reason. */
	void ended(Duration uptime) {
		if (this.supervision.policy().isHealthy(uptime)) {
			forget();
		}
	}

	private void forget() {
		this.streak = 0;
		this.times.clear();
	}

	/**
	 * Asks the policy.
	 * @param status how the run ended, or {@code null} when it could not be started
	 * @param fault why it was ended as a failure, or {@code null}
	 */
	RestartDecision decide(@Nullable ExitStatus status, Duration uptime, @Nullable String fault) {
		this.runs++;
		long now = this.supervision.timer().nanoTime();
		List<Duration> ages = this.times.stream().map((time) -> Duration.ofNanos(now - time)).toList();
		double random = this.supervision.random().getAsDouble();
		return this.supervision.policy()
			.decide(new RestartSituation(status, uptime, this.runs, this.streak, ages, random, fault));
	}

	/** The restart that the policy has decided follows now. */
	void restarted() {
		this.streak++;
		this.times.add(this.supervision.timer().nanoTime());
		if (this.times.size() > this.supervision.policy().remembered()) {
			this.times.remove();
		}
	}

	/** Whether a start that failed is decided about now. */
	boolean retryStarts() {
		return coverFailedStarts() && !this.supervision.starter().isClosed();
	}

	/** Whether the policy decides after starts that failed, too. */
	boolean coverFailedStarts() {
		return this.supervision.policy().coversFailedStarts();
	}

}
