package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.intercom4j.supervisor.RestartDecision.Restart;
import org.intercom4j.supervisor.SupervisorStatus.Desired;
import org.intercom4j.supervisor.SupervisorStatus.Phase;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Watches the restarts of random sequences with a count of its own: each comes when it is
 * due, no pause is too long, and no more come than are allowed.
 */
final class RestartWatch implements SupervisorListener {

	/** How often what was met. */
	static final Map<String, Integer> MET = new TreeMap<>();

	private final RestartPolicy policy;

	private final ManualTimer timer;

	/** When the policy has restarted, in the present row. */
	private final List<Long> restarts = new ArrayList<>();

	private @Nullable Long due;

	private @Nullable AssertionError found;

	private boolean unstartable;

	/** Whether the next restart is one that a call has asked for. */
	private boolean byHand;

	/** Whether it waits, or has waited, for a release. */
	private boolean waiting;

	/** Whether the child was given up by a call. */
	private boolean givenUp;

	RestartWatch(RestartPolicy policy, ManualTimer timer) {
		this.policy = policy;
		this.timer = timer;
	}

	/** Before a restart is called for. */
	void restartByHand(SupervisorStatus status) {
		this.byHand |= status.phase() != Phase.IDLE && status.desired() == Desired.RUNNING;
	}

	/** Before the child is held, which restarts a process like by hand. */
	void hold(SupervisorStatus status) {
		this.byHand |= status.phase() != Phase.IDLE && status.phase() != Phase.PAUSED
				&& status.desired() == Desired.RUNNING;
	}

	/** Before the child is given up by a call. */
	void giveUp() {
		this.givenUp = true;
		this.byHand = false;
	}

	/**
	 * After each step: nothing that is due is left undone. What the watch has found is
	 * thrown here, because the supervisor survives its listener.
	 */
	void check(SupervisorStatus status) {
		if (this.found != null) {
			throw this.found;
		}
		assertThat(this.waiting).as("waits for a release").isEqualTo(status.phase() == Phase.PAUSED && status.held());
		if (status.phase() == Phase.PAUSED && !this.waiting) {
			assertThat(this.due).as("instant of the next start").isNotNull().isGreaterThan(this.timer.nanoTime());
		}
	}

	@Override
	public void started(ChildRun run, boolean again) {
		this.due = null;
	}

	@Override
	public void startFailed(FailedStart failure) {
		met("failed start");
		this.byHand = false;
		this.unstartable = true;
		decided(failure.decision());
		if (failure.decision().permanent()) {
			this.restarts.clear();
		}
	}

	@Override
	public void exited(RunEnd end) {
		Integer code = end.status().code();
		this.unstartable = code != null && (code == 126 || code == 127);
		if (this.policy.isHealthy(end.uptime())) {
			met("forgotten restarts");
			this.restarts.clear();
		}
		decided(end.decision());
	}

	private void decided(RestartDecision decision) {
		met(decision.getClass().getSimpleName());
		long now = this.timer.nanoTime();
		this.due = (decision instanceof Restart restart) ? Long.valueOf(now + restart.delay().toNanos()) : null;
		if (this.policy instanceof BackoffPolicy backoff) {
			expect(() -> allowed(backoff, decision));
		}
	}

	private void allowed(BackoffPolicy backoff, RestartDecision decision) {
		if (decision instanceof Restart restart) {
			assertThat(restart.delay()).isBetween(shortest(), longest(backoff));
		}
		else if (decision instanceof RestartDecision.GiveUp && !this.givenUp) {
			assertThat(backoff.policy() == RestartCondition.NEVER || isAtLimit(backoff)).as("a reason to give up")
				.isTrue();
		}
	}

	private void expect(Runnable assertion) {
		try {
			assertion.run();
		}
		catch (AssertionError ex) {
			this.found = (this.found != null) ? this.found : ex;
		}
	}

	private Duration shortest() {
		return (this.unstartable && !this.byHand) ? BackoffPolicy.SHORTEST_RETRY : Duration.ZERO;
	}

	private Duration longest(BackoffPolicy backoff) {
		boolean longer = this.unstartable && BackoffPolicy.SHORTEST_RETRY.compareTo(backoff.maxDelay()) > 0;
		return longer ? BackoffPolicy.SHORTEST_RETRY : backoff.maxDelay();
	}

	private boolean isAtLimit(BackoffPolicy backoff) {
		Integer most = backoff.maxRestarts();
		return most != null && counted(backoff) >= most;
	}

	private long counted(BackoffPolicy backoff) {
		Duration window = backoff.window();
		long now = this.timer.nanoTime();
		return this.restarts.stream().filter((at) -> window == null || now - at < window.toNanos()).count();
	}

	@Override
	public void waiting() {
		met("restart that waits");
		this.waiting = true;
	}

	@Override
	public void restarting(int times) {
		boolean waited = this.waiting;
		this.waiting = false;
		expect(() -> assertThat(times).isPositive());
		if (this.byHand) {
			met("restart by hand");
			this.byHand = false;
			return;
		}
		Long planned = this.due;
		if (waited) {
			expect(() -> assertThat(planned).as("instant of this restart").isLessThanOrEqualTo(this.timer.nanoTime()));
		}
		else {
			expect(() -> assertThat(planned).as("instant of this restart").isEqualTo(this.timer.nanoTime()));
		}
		this.restarts.add(this.timer.nanoTime());
		if (this.policy instanceof BackoffPolicy backoff && backoff.maxRestarts() != null) {
			expect(() -> assertThat(counted(backoff)).as("counted restarts")
				.isLessThanOrEqualTo(backoff.maxRestarts()));
		}
	}

	@Override
	public void closed(RestartDecision decision, @Nullable RunEnd end) {
		expect(() -> assertThat(decision.permanent()).isTrue());
		this.restarts.clear();
		this.due = null;
		this.byHand = false;
		this.waiting = false;
		this.givenUp = false;
	}

	@Override
	public void stopping(String fault) {
		met("stopping");
	}

	@Override
	public void refused(IllegalStateException reason) {
		met("refused call");
	}

	@Override
	public void unkillable(long pid) {
		met("unkillable process");
	}

	static void met(String what) {
		MET.merge(what, 1, Integer::sum);
	}

}
