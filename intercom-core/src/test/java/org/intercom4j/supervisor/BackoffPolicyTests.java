package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

import org.intercom4j.process.ExitStatus;
import org.intercom4j.supervisor.RestartDecision.Complete;
import org.intercom4j.supervisor.RestartDecision.GiveUp;
import org.intercom4j.supervisor.RestartDecision.Restart;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackoffPolicyTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final ExitStatus CRASH = ExitStatus.of(1);

	/** Neither shortens nor lengthens a pause. */
	private static final double EVEN = 0.5;

	@ParameterizedTest
	@CsvSource({ "0, 0.5, PT0.5S", "1, 0.5, PT1S", "5, 0.5, PT16S", "6, 0.5, PT30S", "100000, 0.5, PT30S",
			"0, 0, PT0.4S", "0, 0.75, PT0.55S", "3, 0, PT3.2S", "6, 0, PT24S", "6, 0.9, PT30S" })
	void decideWhenNothingIsSetThenPausesGrowToTheLongest(int streak, double random, Duration pause) {
		assertThat(pause(BackoffPolicy.DEFAULT, CRASH, streak, random)).isEqualTo(pause);
	}

	@Test
	void decideWhenValuesAreTheSameThenTheDecisionIs() {
		RestartSituation situation = new RestartSituation(CRASH, SECOND, 3, 2, List.of(SECOND), 0.123);
		assertThat(BackoffPolicy.DEFAULT.decide(situation)).isEqualTo(BackoffPolicy.DEFAULT.decide(situation))
			.isEqualTo(new Restart(Duration.ofNanos(1_698_400_000), "it ended with code 1, after 2 restarts in a row"));
	}

	@Test
	void decideWhenDelayIsZeroThenThereIsNoPause() {
		BackoffPolicy policy = BackoffPolicy.builder().delay(Duration.ZERO).jitter(1).build();
		assertThat(pause(policy, CRASH, 0, 0.9)).isZero();
		assertThat(pause(policy, CRASH, 100_000, 0.9)).isZero();
	}

	@Test
	void decideWhenTheProgramCannotBeStartedThenIsNeverWithoutPause() {
		BackoffPolicy policy = BackoffPolicy.builder().delay(Duration.ZERO).maxDelay(Duration.ZERO).build();
		assertThat(pause(policy, null, 0, EVEN)).isEqualTo(BackoffPolicy.SHORTEST_RETRY);
		assertThat(pause(policy, ExitStatus.of(126), 3, EVEN)).isEqualTo(BackoffPolicy.SHORTEST_RETRY);
		assertThat(pause(policy, ExitStatus.of(127), 3, EVEN)).isEqualTo(BackoffPolicy.SHORTEST_RETRY);
		assertThat(pause(BackoffPolicy.DEFAULT, null, 1, EVEN)).isEqualTo(SECOND);
		assertThat(decide(policy, null, 0, List.of()).reason()).isEqualTo("it could not be started");
	}

	@Test
	void decideWhenJitterIsWholeThenAPauseMayBeNothing() {
		assertThat(pause(BackoffPolicy.builder().jitter(1).build(), CRASH, 0, 0)).isZero();
		assertThat(pause(BackoffPolicy.builder().jitter(0).build(), CRASH, 0, 0)).isEqualTo(Duration.ofMillis(500));
	}

	@Test
	void decideWhenAlwaysThenAnyEndIsFollowedByARestart() {
		assertThat(decide(BackoffPolicy.DEFAULT, ExitStatus.of(0), 0, List.of())).isInstanceOf(Restart.class);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void decideWhenOnFailureThenASuccessCompletes() {
		BackoffPolicy policy = BackoffPolicy.builder()
			.policy(RestartCondition.ON_FAILURE)
			.successExitCodes(Set.of(0, 3, 143))
			.build();
		assertThat(decide(policy, ExitStatus.of(0), 7, List.of()))
			.isEqualTo(new Complete("it ended with code 0, which is a success"));
		assertThat(decide(policy, ExitStatus.of(3), 0, List.of())).isInstanceOf(Complete.class);
		assertThat(decide(policy, ExitStatus.of(143), 0, List.of()))
			.isEqualTo(new Complete("it ended with signal SIGTERM, which is a success"));
		assertThat(decide(policy, CRASH, 0, List.of())).isInstanceOf(Restart.class);
		assertThat(decide(policy, ExitStatus.of(137), 0, List.of())).isInstanceOf(Restart.class);
		assertThat(decide(policy, null, 0, List.of())).isInstanceOf(Restart.class);
	}

	@Test
	void decideWhenNeverThenTheFirstEndIsTheLast() {
		BackoffPolicy policy = BackoffPolicy.builder().policy(RestartCondition.NEVER).build();
		assertThat(decide(policy, ExitStatus.of(0), 0, List.of())).isInstanceOf(Complete.class);
		assertThat(decide(policy, CRASH, 0, List.of()))
			.isEqualTo(new GiveUp("it ended with code 1 and is never restarted"));
		assertThat(decide(policy, null, 0, List.of()))
			.isEqualTo(new GiveUp("it could not be started and is never restarted"));
	}

	@Test
	void decideWhenTheLimitHasNoWindowThenCountsTheRow() {
		BackoffPolicy policy = BackoffPolicy.builder().maxRestarts(3).build();
		assertThat(decide(policy, CRASH, 2, List.of())).isInstanceOf(Restart.class);
		assertThat(decide(policy, CRASH, 3, List.of()))
			.isEqualTo(new GiveUp("it ended with code 1 after the 3 restarts that are allowed without a run of PT1M"));
		assertThat(policy.remembered()).isZero();
	}

	@Test
	void decideWhenTheLimitHasAWindowThenCountsTheRestartsInIt() {
		BackoffPolicy policy = BackoffPolicy.builder().maxRestarts(2).window(SECOND.multipliedBy(10)).build();
		assertThat(policy.remembered()).isEqualTo(2);
		assertThat(decide(policy, CRASH, 9, seconds(10, 4))).isInstanceOf(Restart.class);
		assertThat(decide(policy, CRASH, 9, List.of(SECOND.multipliedBy(10).minusNanos(1), SECOND)))
			.isEqualTo(new GiveUp("it ended with code 1 after the 2 restarts that are allowed within PT10S"));
	}

	@Test
	void isHealthyWhenARunIsAsLongAsTheResetThenIs() {
		assertThat(BackoffPolicy.DEFAULT.isHealthy(Duration.ofSeconds(60))).isTrue();
		assertThat(BackoffPolicy.DEFAULT.isHealthy(Duration.ofSeconds(60).minusNanos(1))).isFalse();
		assertThat(BackoffPolicy.DEFAULT.isSpinning(Duration.ZERO)).isFalse();
	}

	@Test
	void constructorWhenAValueCannotBeUsedThenNamesIt() {
		assertRefused((builder) -> builder.delay(SECOND.negated()), "'delay' must not be negative but was PT-1S");
		assertRefused((builder) -> builder.multiplier(0.9), "'multiplier' must be at least 1 but was 0.9");
		assertRefused((builder) -> builder.multiplier(Double.NaN), "'multiplier' must be at least 1 but was NaN");
		assertRefused((builder) -> builder.multiplier(Double.POSITIVE_INFINITY),
				"'multiplier' must be at least 1 but was Infinity");
		assertRefused((builder) -> builder.delay(SECOND.multipliedBy(31)),
				"'maxDelay' must not be shorter than 'delay' of PT31S but was PT30S");
		assertRefused((builder) -> builder.maxDelay(Duration.ofDays(366)),
				"'maxDelay' must be at most PT8760H but was PT8784H");
		assertRefused((builder) -> builder.jitter(1.1), "'jitter' must be from 0 to 1 but was 1.1");
		assertRefused((builder) -> builder.jitter(-0.1), "'jitter' must be from 0 to 1 but was -0.1");
		assertRefused((builder) -> builder.jitter(Double.NaN), "'jitter' must be from 0 to 1 but was NaN");
		assertRefused((builder) -> builder.maxRestarts(0), "'maxRestarts' must be at least 1 but was 0");
		assertRefused((builder) -> builder.maxRestarts(1).window(Duration.ZERO),
				"'window' must be longer than zero but was PT0S");
		assertRefused((builder) -> builder.window(SECOND), "'window' has no effect without 'maxRestarts' but was PT1S");
		assertRefused((builder) -> builder.resetAfter(Duration.ZERO),
				"'resetAfter' must be longer than zero but was PT0S");
	}

	@Test
	void toBuilderWhenEveryValueIsSetThenKeepsAll() {
		BackoffPolicy policy = new BackoffPolicy(RestartCondition.ON_FAILURE, Set.of(0, 1), SECOND, 1.5,
				SECOND.multipliedBy(5), 0.3, 4, SECOND.multipliedBy(60), SECOND.multipliedBy(7));
		assertThat(policy.toBuilder().build()).isEqualTo(policy);
		assertThat(BackoffPolicy.builder()
			.policy(RestartCondition.ON_FAILURE)
			.successExitCodes(Set.of(0, 1))
			.delay(SECOND)
			.multiplier(1.5)
			.maxDelay(SECOND.multipliedBy(5))
			.jitter(0.3)
			.maxRestarts(4)
			.window(SECOND.multipliedBy(60))
			.resetAfter(SECOND.multipliedBy(7))
			.build()).isEqualTo(policy);
	}

	private static void assertRefused(UnaryOperator<BackoffPolicyBuilder> change, String message) {
		BackoffPolicyBuilder builder = change.apply(BackoffPolicy.builder());
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
	}

	private static Duration pause(BackoffPolicy policy, @Nullable ExitStatus status, int streak, double random) {
		RestartDecision decision = policy
			.decide(new RestartSituation(status, Duration.ZERO, streak + 1, streak, List.of(), random));
		assertThat(decision).isInstanceOf(Restart.class);
		return ((Restart) decision).delay();
	}

	private static RestartDecision decide(BackoffPolicy policy, @Nullable ExitStatus status, int streak,
			List<Duration> restarts) {
		return policy.decide(new RestartSituation(status, Duration.ZERO, streak + 1, streak, restarts, EVEN));
	}

	private static List<Duration> seconds(long... ages) {
		return LongStream.of(ages).mapToObj(Duration::ofSeconds).toList();
	}

}
