package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.intercom4j.process.StopSignal;
import org.intercom4j.process.StopTimeouts;
import org.intercom4j.supervisor.SupervisorStatus.Desired;
import org.intercom4j.supervisor.SupervisorStatus.Phase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Drives the owner through random sequences on a manual clock and holds its promises
 * after every step.
 */
class SupervisorRandomTests {

	private static final int SEQUENCES = Integer.getInteger("intercom.random.sequences", 10_000);

	private static final int STEPS = 40;

	/** Successes, crashes, signals and programs that cannot be executed. */
	private static final int[] STATUSES = { 0, 0, 1, 2, 3, 126, 127, 137, 143 };

	private static final StopTimeouts TIMEOUTS = new StopTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1),
			Duration.ofSeconds(1), Duration.ofSeconds(1), StopSignal.TERM);

	@AfterAll
	static void tellWhatWasMet() {
		System.out.println("random sequences met " + RestartWatch.MET);
	}

	@Test
	void anySequenceWhenRunThenKeepsThePromises() {
		long seed = Long.getLong("intercom.random.seed", System.nanoTime());
		Random seeds = new Random(seed); // neighbouring seeds would begin alike
		for (int i = 0; i < SEQUENCES; i++) {
			long own = (i == 0) ? seed : seeds.nextLong();
			Scenario scenario = new Scenario(new Random(own));
			try {
				scenario.run();
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("-Dintercom.random.seed=%d breaks %s after %s".formatted(own, scenario.policy,
						scenario.history), ex);
			}
		}
		assertThat(RestartWatch.MET).as("what random sequences are to meet")
			.containsKeys("failed start", "forgotten restarts", "GiveUp", "Complete", "Stop", "Restart",
					"restart by hand", "restart that waits", "nothing to hold");
	}

	private static final class Scenario {

		private final Random random;

		private final FakeRuns runs = new FakeRuns();

		private final ManualTimer timer = new ManualTimer();

		private final RestartPolicy policy;

		private final RestartWatch listener;

		private final Supervisor supervisor;

		private final List<CompletableFuture<Void>> futures = new ArrayList<>();

		private final List<String> history = new ArrayList<>();

		/** Whether a stop was accepted and no start or restart has come after it. */
		private boolean stopRules;

		private int runsWhenStopped;

		/** Whether it is in a group. */
		private final boolean gated;

		Scenario(Random random) {
			this.random = random;
			this.runs.startAtOnce = random.nextBoolean();
			this.runs.connected = random.nextBoolean();
			this.runs.drains = random.nextBoolean();
			this.policy = random.nextInt(3) == 0 ? RandomPolicies.monitor(random) : RandomPolicies.backoff(random);
			this.gated = random.nextInt(3) == 0;
			this.listener = new RestartWatch(this.policy, this.timer);
			this.supervisor = new Supervisor(
					new Supervision(this.policy, TIMEOUTS, this.runs, this.listener, this.timer, random::nextDouble));
			if (this.gated) {
				this.supervisor.gate();
			}
		}

		void run() {
			for (int i = 0; i < STEPS; i++) {
				step(this.random.nextInt(16));
				check();
			}
			settle();
		}

		private void step(int choice) {
			switch (choice) {
				case 0, 1 -> call("start", this.supervisor.start());
				case 2 -> stop();
				case 3 -> {
					this.listener.restartByHand(this.supervisor.status());
					call("restart", this.supervisor.restart());
				}
				case 4 -> call("kill", this.supervisor.kill());
				case 5 -> {
					this.history.add("noRestart");
					this.supervisor.noRestart();
				}
				case 6, 7 -> endRun();
				case 8 -> finishStart();
				case 9 -> makeStubborn();
				case 10 -> fail();
				case 11 -> finishWork();
				case 12 -> hold();
				case 13 -> release();
				case 14 -> giveUp();
				default -> tick();
			}
		}

		private void call(String name, CompletableFuture<Void> future) {
			this.history.add(name);
			this.futures.add(future);
			if (this.supervisor.status().desired() == Desired.RUNNING) {
				this.stopRules = false;
			}
		}

		private void stop() {
			int before = this.runs.runs.size() + this.runs.starting.size();
			call("stop", this.supervisor.stop());
			this.stopRules = true;
			this.runsWhenStopped = before;
		}

		private void endRun() {
			this.history.add("end");
			if (!this.runs.runs.isEmpty()) {
				this.runs.last().end(STATUSES[this.random.nextInt(STATUSES.length)]);
			}
		}

		private void fail() {
			this.history.add("fail");
			if (!this.runs.runs.isEmpty()) {
				this.supervisor.fail(this.runs.last(), "it hangs", this.random.nextInt(4) == 0);
			}
		}

		/** Of the latest run, or of one that has ended: a late answer. */
		private void finishWork() {
			this.history.add("finishWork");
			if (!this.runs.runs.isEmpty()) {
				this.runs.runs.get(this.random.nextInt(this.runs.runs.size())).finished.run();
			}
		}

		private void hold() {
			this.history.add("hold");
			if (this.gated) {
				this.listener.hold(this.supervisor.status());
				this.supervisor.hold("another one has failed", () -> RestartWatch.met("nothing to hold"));
			}
		}

		private void release() {
			this.history.add("release");
			this.supervisor.release();
		}

		private void giveUp() {
			this.history.add("giveUp");
			if (this.gated && this.random.nextInt(4) == 0) {
				this.listener.giveUp();
				this.supervisor.giveUp("another one was given up");
			}
		}

		private void finishStart() {
			this.history.add("finishStart");
			if (!this.runs.starting.isEmpty()) {
				if (this.random.nextInt(4) == 0) {
					this.runs.failStart();
				}
				else {
					this.runs.finishStart();
				}
			}
		}

		private void makeStubborn() {
			this.history.add("stubborn");
			if (!this.runs.runs.isEmpty()) {
				this.runs.last().endsOnTerminate = false;
			}
		}

		private void tick() {
			Duration time = Duration.ofMillis(this.random.nextInt((this.random.nextInt(8) == 0) ? 90_000 : 1500));
			this.history.add("tick " + time.toMillis());
			this.timer.tick(time);
		}

		private void check() {
			assertThat(this.runs.live).as("live processes").isLessThanOrEqualTo(1);
			assertThat(this.runs.live + this.runs.starting.size()).as("live or starting").isLessThanOrEqualTo(1);
			this.listener.check(this.supervisor.status());
			if (this.stopRules) {
				assertThat(this.supervisor.status().desired()).isEqualTo(Desired.STOPPED);
				assertThat(this.runs.runs.size() + this.runs.starting.size()).as("starts after a stop")
					.isLessThanOrEqualTo(this.runsWhenStopped);
			}
		}

		/** A last stop; then every process ends, and nothing may be left open. */
		private void settle() {
			stop();
			while (!this.runs.starting.isEmpty()) {
				this.runs.finishStart();
			}
			this.timer.tick(TIMEOUTS.total().plusSeconds(10));
			if (this.runs.live > 0) {
				this.runs.last().end(137);
			}
			check();
			assertThat(this.futures).as("futures").allMatch(CompletableFuture::isDone);
			assertThat(this.supervisor.status().phase()).isEqualTo(Phase.IDLE);
			assertThat(this.supervisor.status().desired()).isEqualTo(Desired.STOPPED);
			assertThat(this.timer.pending()).as("alarms").isZero();
			assertThat(this.runs.mostLive).isLessThanOrEqualTo(1);
		}

	}

}
