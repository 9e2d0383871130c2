package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.intercom4j.process.StopTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * A group of children without processes, and what happens to them in order.
 */
final class GroupFixture {

	static final Duration DELAY = Duration.ofMillis(500);

	private static final StopTimeouts TIMEOUTS = new StopTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1),
			Duration.ofSeconds(1));

	final ManualTimer timer = new ManualTimer();

	final List<FakeRuns> runs = new ArrayList<>();

	final List<Supervisor> supervisors = new ArrayList<>();

	final List<String> steps = new ArrayList<>();

	/** Whether a process is ready as soon as it runs. */
	boolean readyAtOnce = true;

	private final SupervisorGroup group;

	GroupFixture(GroupStrategy strategy, int size) {
		this(strategy, size, () -> BackoffPolicy.builder().delay(DELAY).multiplier(1).jitter(0).build());
	}

	GroupFixture(GroupStrategy strategy, int size, Supplier<RestartPolicy> policies) {
		List<SupervisorGroup.Member> members = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			FakeRuns starter = new FakeRuns();
			this.runs.add(starter);
			this.supervisors.add(new Supervisor(
					new Supervision(policies.get(), TIMEOUTS, starter, new MemberListener(i), this.timer, () -> 0.5)));
			members.add(new SupervisorGroup.Member("c" + i, this.supervisors.get(i)));
		}
		this.group = new SupervisorGroup("all", strategy, members);
		this.group.begin();
	}

	void startAll() {
		this.supervisors.forEach(Supervisor::start);
		this.steps.clear();
	}

	void ready(int member) {
		this.group.ready(this.supervisors.get(member));
	}

	SupervisorStatus status(int member) {
		return this.supervisors.get(member).status();
	}

	private final class MemberListener implements SupervisorListener {

		private final int index;

		private boolean asked;

		MemberListener(int index) {
			this.index = index;
		}

		private Supervisor supervisor() {
			return GroupFixture.this.supervisors.get(this.index);
		}

		private void note(String step) {
			GroupFixture.this.steps.add(step + " " + this.index);
		}

		@Override
		public void started(ChildRun run, boolean again) {
			note("start");
			this.asked = false;
			GroupFixture.this.group.started(supervisor());
			if (GroupFixture.this.readyAtOnce) {
				GroupFixture.this.group.ready(supervisor());
			}
		}

		@Override
		public void startFailed(FailedStart failure) {
			note("startFailed");
			if (failure.decision().permanent()) {
				GroupFixture.this.group.closed(supervisor(), failure.decision());
			}
		}

		@Override
		public void stopping(@Nullable String fault) {
			this.asked = this.asked || fault == null;
		}

		@Override
		public void exited(RunEnd end) {
			note("exit");
			if (!this.asked && !end.decision().permanent()) {
				GroupFixture.this.group.failed(supervisor());
			}
		}

		@Override
		public void closed(RestartDecision decision, @Nullable RunEnd end) {
			note("close");
			GroupFixture.this.group.closed(supervisor(), decision);
		}

		@Override
		public void waiting() {
			GroupFixture.this.group.waiting(supervisor());
		}

		@Override
		public void restarting(int times) {
		}

		@Override
		public void refused(IllegalStateException reason) {
		}

		@Override
		public void unkillable(long pid) {
		}

	}

}
