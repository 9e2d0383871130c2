package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.List;

import org.intercom4j.process.ExitStatus;
import org.intercom4j.supervisor.RestartDecision.GiveUp;
import org.intercom4j.supervisor.RestartDecision.Restart;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MonitorPolicyTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void decideWhenNothingIsLimitedThenRestartsAtOnce() {
		MonitorPolicy policy = policy(null, Duration.ZERO, null);
		assertThat(policy.decide(run(1000, Duration.ZERO))).isInstanceOfSatisfying(Restart.class,
				(restart) -> assertThat(restart.delay()).isZero());
	}

	@Test
	void decideWhenMaxIsReachedThenGivesUp() {
		MonitorPolicy policy = policy(3, Duration.ZERO, null);
		assertThat(policy.decide(run(2, SECOND))).isInstanceOf(Restart.class);
		assertThat(policy.decide(run(3, SECOND))).isInstanceOfSatisfying(GiveUp.class,
				(giveUp) -> assertThat(giveUp.reason()).isEqualTo("run 3 of at most 3 has ended"));
	}

	@Test
	void decideWhenForeverThenIgnoresMax() {
		assertThat(new MonitorPolicy(true, 1, Duration.ZERO, null).decide(run(7, SECOND))).isInstanceOf(Restart.class);
	}

	@Test
	void decideWhenSpinningWithoutSleepTimeThenGivesUp() {
		MonitorPolicy policy = policy(null, SECOND, null);
		assertThat(policy.decide(run(1, SECOND.minusNanos(1)))).isInstanceOf(GiveUp.class);
		assertThat(policy.decide(run(1, SECOND))).isInstanceOf(Restart.class);
	}

	@Test
	void decideWhenSpinningWithSleepTimeThenPauses() {
		MonitorPolicy policy = policy(null, SECOND, Duration.ofMillis(400));
		assertThat(policy.decide(run(1, Duration.ZERO))).isInstanceOfSatisfying(Restart.class,
				(restart) -> assertThat(restart.delay()).isEqualTo(Duration.ofMillis(400)));
		assertThat(policy.decide(run(1, SECOND))).isInstanceOfSatisfying(Restart.class,
				(restart) -> assertThat(restart.delay()).isZero());
	}

	@Test
	void decideWhenSleepTimeIsZeroThenRestartsASpinningChildAtOnce() {
		assertThat(policy(null, SECOND, Duration.ZERO).decide(run(1, Duration.ZERO)))
			.isInstanceOfSatisfying(Restart.class, (restart) -> assertThat(restart.delay()).isZero());
	}

	@Test
	void constructorWhenMaxIsBelowOneThenRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> policy(0, Duration.ZERO, null))
			.withMessage("'max' must be at least 1 but was 0");
	}

	@Test
	void constructorWhenATimeIsNegativeThenRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> policy(null, Duration.ofSeconds(-1), null))
			.withMessage("'minUptime' must not be negative but was PT-1S");
		assertThatIllegalArgumentException().isThrownBy(() -> policy(null, SECOND, Duration.ofMillis(-5)))
			.withMessage("'spinSleepTime' must not be negative but was PT-0.005S");
	}

	private static RestartSituation run(int runs, Duration uptime) {
		return new RestartSituation(ExitStatus.of(1), uptime, runs, 0, List.of(), 0.5);
	}

	private static MonitorPolicy policy(@Nullable Integer max, Duration minUptime, @Nullable Duration sleepTime) {
		return new MonitorPolicy(false, max, minUptime, sleepTime);
	}

}
