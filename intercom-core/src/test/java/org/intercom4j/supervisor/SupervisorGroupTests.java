package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.Random;

import org.intercom4j.supervisor.SupervisorStatus.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisorGroupTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final int SEQUENCES = 2000;

	private static final int STEPS = 60;

	private static final int SIZE = 4;

	private GroupFixture group(GroupStrategy strategy) {
		GroupFixture group = new GroupFixture(strategy, 3);
		group.startAll();
		return group;
	}

	@Test
	void failedWhenOneForOneThenTheOthersGoOn() {
		GroupFixture group = group(GroupStrategy.ONE_FOR_ONE);
		group.runs.get(1).last().end(1);
		group.timer.tick(SECOND);
		assertThat(group.steps).containsExactly("exit 1", "start 1");
	}

	@Test
	void failedWhenOneForAllThenAllEndAndStartInOrder() {
		GroupFixture group = group(GroupStrategy.ONE_FOR_ALL);
		group.runs.get(1).last().end(1);
		group.timer.tick(SECOND.multipliedBy(2));
		assertThat(group.steps).containsExactly("exit 1", "exit 2", "exit 0", "start 0", "start 1", "start 2");
		assertThat(group.status(0).lastEnd().decision().reason()).isEqualTo("child 'c1' of its group 'all' has failed");
	}

	@Test
	void failedWhenRestForOneThenThoseBeforeGoOn() {
		GroupFixture group = group(GroupStrategy.REST_FOR_ONE);
		group.runs.get(1).last().end(1);
		group.timer.tick(SECOND.multipliedBy(2));
		assertThat(group.steps).containsExactly("exit 1", "exit 2", "start 1", "start 2");
	}

	@Test
	void failedWhenAnotherOneStillEndsThenNoneIsStartedBeforeItHasEnded() {
		GroupFixture group = group(GroupStrategy.ONE_FOR_ALL);
		group.runs.get(2).last().endsOnTerminate = false;
		group.runs.get(0).last().end(1);
		group.timer.tick(SECOND.multipliedBy(20));
		assertThat(group.steps).containsExactly("exit 0", "exit 1");
		group.runs.get(2).last().end(137);
		assertThat(group.steps).endsWith("exit 2", "start 0", "start 1", "start 2");
	}

	@Test
	void startedWhenNotReadyThenTheNextOneWaits() {
		GroupFixture group = group(GroupStrategy.ONE_FOR_ALL);
		group.readyAtOnce = false;
		group.runs.get(0).last().end(1);
		group.timer.tick(SECOND.multipliedBy(5));
		assertThat(group.steps).endsWith("start 0");
		assertThat(group.status(1).held()).isTrue();
		group.ready(0);
		assertThat(group.steps).endsWith("start 0", "start 1");
		group.ready(1);
		assertThat(group.steps).endsWith("start 1", "start 2");
	}

	@Test
	void failedWhenTheOthersAreBeingStartedThenAllBeginAnew() {
		GroupFixture group = group(GroupStrategy.ONE_FOR_ALL);
		group.readyAtOnce = false;
		group.runs.get(2).last().end(1);
		group.timer.tick(SECOND.multipliedBy(5));
		group.ready(0);
		group.steps.clear();
		group.runs.get(1).last().end(1);
		group.readyAtOnce = true;
		group.timer.tick(SECOND.multipliedBy(5));
		assertThat(group.steps).containsExactly("exit 1", "exit 0", "start 0", "start 1", "start 2");
	}

	@Test
	void failedWhenAllFailTogetherThenEachIsStartedOnce() {
		GroupFixture group = group(GroupStrategy.ONE_FOR_ALL);
		group.runs.forEach((runs) -> runs.last().end(1));
		group.timer.tick(SECOND.multipliedBy(5));
		assertThat(group.steps).containsExactly("exit 0", "exit 1", "exit 2", "start 0", "start 1", "start 2");
	}

	@Test
	void failedWhenOthersWereHeldThenTheirRestartsAreNotCounted() {
		GroupFixture group = new GroupFixture(GroupStrategy.ONE_FOR_ALL, 2,
				() -> BackoffPolicy.builder().delay(GroupFixture.DELAY).multiplier(1).jitter(0).maxRestarts(3).build());
		group.startAll();
		for (int i = 0; i < 3; i++) {
			group.runs.get(0).last().end(1);
			group.timer.tick(SECOND.multipliedBy(5));
		}
		assertThat(group.runs.get(1).runs).hasSize(4);
		group.runs.get(1).last().end(1);
		group.timer.tick(SECOND.multipliedBy(5));
		assertThat(group.status(1).phase()).isEqualTo(Phase.RUNNING);
	}

	@Test
	void closedWhenAMemberIsGivenUpThenThoseItConcernsAreGivenUpToo() {
		GroupFixture group = new GroupFixture(GroupStrategy.REST_FOR_ONE, 3,
				() -> BackoffPolicy.builder().policy(RestartCondition.NEVER).build());
		group.startAll();
		group.runs.get(1).last().end(1);
		group.timer.tick(SECOND.multipliedBy(5));
		assertThat(group.steps).containsExactly("exit 1", "close 1", "exit 2", "close 2");
		assertThat(group.status(2).lastEnd().decision()).isInstanceOf(RestartDecision.GiveUp.class);
		assertThat(group.status(2).lastEnd().decision().reason())
			.startsWith("child 'c1' of its group 'all' is given up: ");
		assertThat(group.status(0).phase()).isEqualTo(Phase.RUNNING);
	}

	@Test
	void closedWhenAMemberHasDoneItsWorkThenTheOthersGoOn() {
		GroupFixture group = new GroupFixture(GroupStrategy.ONE_FOR_ALL, 2,
				() -> BackoffPolicy.builder().policy(RestartCondition.ON_FAILURE).build());
		group.startAll();
		group.runs.get(0).last().end(0);
		group.timer.tick(SECOND.multipliedBy(5));
		assertThat(group.steps).containsExactly("exit 0", "close 0");
	}

	@Test
	void stopWhenAMemberIsHeldThenTheOthersDoNotWaitForIt() {
		GroupFixture group = group(GroupStrategy.ONE_FOR_ALL);
		group.readyAtOnce = false;
		group.runs.get(2).last().end(1);
		group.timer.tick(SECOND.multipliedBy(5));
		group.supervisors.get(1).stop();
		group.ready(0);
		assertThat(group.steps).endsWith("start 0", "close 1", "start 2");
	}

	@Test
	void stopWhenByHandThenTheOthersGoOn() {
		GroupFixture group = group(GroupStrategy.ONE_FOR_ALL);
		group.supervisors.get(0).stop();
		group.timer.tick(SECOND.multipliedBy(5));
		assertThat(group.steps).containsExactly("exit 0", "close 0");
	}

	@Test
	void restartWhenAMemberIsHeldThenItIsStartedAtOnce() {
		GroupFixture group = group(GroupStrategy.ONE_FOR_ALL);
		group.readyAtOnce = false;
		group.runs.get(0).last().end(1);
		group.timer.tick(SECOND.multipliedBy(5));
		assertThat(group.supervisors.get(2).restart()).isCompleted();
		group.ready(0);
		group.ready(1);
		assertThat(group.steps).endsWith("start 0", "start 2", "start 1");
		assertThat(group.runs.get(2).runs).hasSize(2);
	}

	@Test
	void anySequenceWhenQuietAgainThenNobodyWaitsForEver() {
		long seed = Long.getLong("intercom.random.seed", System.nanoTime());
		Random seeds = new Random(seed);
		for (int i = 0; i < SEQUENCES; i++) {
			long own = (i == 0) ? seed : seeds.nextLong();
			try {
				new RandomGroup(new Random(own)).run();
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("-Dintercom.random.seed=%d fails".formatted(own), ex);
			}
		}
	}

	private static final class RandomGroup {

		private final Random random;

		private final GroupFixture group;

		RandomGroup(Random random) {
			this.random = random;
			GroupStrategy strategy = GroupStrategy.values()[random.nextInt(3)];
			this.group = new GroupFixture(strategy, SIZE,
					() -> random.nextInt(4) == 0 ? RandomPolicies.monitor(random) : RandomPolicies.backoff(random));
		}

		void run() {
			this.group.startAll();
			for (int i = 0; i < STEPS; i++) {
				step(this.random.nextInt(SIZE), this.random.nextInt(13));
				this.group.runs.forEach((runs) -> assertThat(runs.mostLive).isLessThanOrEqualTo(1));
			}
			settle();
		}

		private void step(int member, int choice) {
			FakeRuns runs = this.group.runs.get(member);
			Supervisor supervisor = this.group.supervisors.get(member);
			switch (choice) {
				case 0, 1, 2 -> end(runs, this.random.nextInt(3));
				case 3 -> this.group.readyAtOnce = this.random.nextBoolean();
				case 4 -> supervisor.start();
				case 5 -> supervisor.stop();
				case 6 -> supervisor.restart();
				case 7 -> supervisor.kill();
				case 8 -> this.group.ready(member);
				case 9 -> runs.startAtOnce = this.random.nextInt(4) > 0;
				case 10 -> finishStart(runs, this.random.nextInt(3) == 0);
				case 11 -> {
					if (!runs.runs.isEmpty()) {
						runs.last().endsOnTerminate = false;
					}
				}
				default -> this.group.timer.tick(Duration.ofMillis(this.random.nextInt(20_000)));
			}
		}

		private static void end(FakeRuns runs, int status) {
			if (!runs.runs.isEmpty()) {
				runs.last().end(status);
			}
		}

		private static void finishStart(FakeRuns runs, boolean fails) {
			if (!runs.starting.isEmpty()) {
				if (fails) {
					runs.failStart();
				}
				else {
					runs.finishStart();
				}
			}
		}

		/** Starts succeed, processes end when they are told to, and are ready. */
		private void settle() {
			this.group.readyAtOnce = true;
			this.group.runs.forEach((runs) -> runs.startAtOnce = true);
			for (int round = 0; round < SIZE * 4; round++) {
				for (int member = 0; member < SIZE; member++) {
					FakeRuns runs = this.group.runs.get(member);
					finishStart(runs, false);
					if (this.group.status(member).phase() == Phase.STOPPING) {
						runs.last().end(143);
					}
					this.group.ready(member);
				}
				this.group.timer.tick(Duration.ofMinutes(10));
			}
			for (int member = 0; member < SIZE; member++) {
				assertThat(this.group.status(member).phase()).as("member %d: %s", member, this.group.steps)
					.isIn(Phase.RUNNING, Phase.IDLE);
				assertThat(this.group.status(member).held()).isFalse();
			}
		}

	}

}
