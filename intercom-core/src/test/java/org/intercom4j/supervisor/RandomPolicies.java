package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Policies with random values.
 */
final class RandomPolicies {

	private RandomPolicies() {
	}

	static MonitorPolicy monitor(Random random) {
		return new MonitorPolicy(random.nextInt(4) == 0, random.nextBoolean() ? null : 3, millis(random, 3000),
				random.nextBoolean() ? null : millis(random, 2000));
	}

	static BackoffPolicy backoff(Random random) {
		Duration delay = (random.nextInt(4) == 0) ? Duration.ZERO : millis(random, 1000);
		Integer maxRestarts = random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(4));
		return BackoffPolicy.builder()
			.policy(RestartCondition.values()[random.nextInt(RestartCondition.values().length)])
			.successExitCodes(random.nextBoolean() ? Set.of(0) : Set.of(2, 143))
			.delay(delay)
			.multiplier(1 + random.nextInt(3) / 2.0)
			.maxDelay(delay.plus(millis(random, 4000)))
			.jitter(random.nextInt(3) / 2.0)
			.maxRestarts(maxRestarts)
			.window(window(random, maxRestarts))
			.resetAfter(millis(random, 60_000).plusMillis(1))
			.build();
	}

	private static @Nullable Duration window(Random random, @Nullable Integer maxRestarts) {
		return (maxRestarts == null || random.nextBoolean()) ? null : millis(random, 60_000).plusMillis(1);
	}

	private static Duration millis(Random random, int bound) {
		return Duration.ofMillis(random.nextInt(bound));
	}

}
