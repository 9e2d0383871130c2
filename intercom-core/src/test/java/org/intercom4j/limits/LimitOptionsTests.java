package org.intercom4j.limits;

import java.time.Duration;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LimitOptionsTests {

	private static final long MEGABYTE = 1024 * 1024;

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static Usage usage(long memory, Duration age, long events) {
		return new Usage(OptionalLong.of(memory), age, events);
	}

	@Test
	void exceededWhenMemoryIsOverTheLimitThenHasFigures() {
		LimitOptions options = new LimitOptions(100 * MEGABYTE, null, null, INTERVAL);
		assertThat(options.exceeded(usage(100 * MEGABYTE, Duration.ZERO, 0))).isNull();
		assertThat(options.exceeded(usage(101 * MEGABYTE, Duration.ZERO, 0)))
			.isEqualTo("it uses 101.0 MB of memory, more than the limit of 100.0 MB");
		assertThat(options.exceeded(new Usage(OptionalLong.empty(), Duration.ZERO, 0))).isNull();
	}

	@Test
	void nearlyExceededWhenNineTenthsAreUsedThenHasFigures() {
		LimitOptions options = new LimitOptions(100 * MEGABYTE, null, null, INTERVAL);
		assertThat(options.nearlyExceeded(usage(90 * MEGABYTE - 1, Duration.ZERO, 0))).isNull();
		assertThat(options.nearlyExceeded(usage(90 * MEGABYTE, Duration.ZERO, 0)))
			.isEqualTo("it uses 90.0 MB of memory, and is restarted above 100.0 MB");
	}

	@Test
	void exceededWhenAgeOrEventsReachTheLimitThenHasFigures() {
		LimitOptions options = new LimitOptions(null, Duration.ofHours(1), 1000L, INTERVAL);
		assertThat(options.exceeded(usage(0, Duration.ofMinutes(59), 999))).isNull();
		assertThat(options.exceeded(usage(0, Duration.ofHours(1), 0)))
			.isEqualTo("it has run for PT1H, and the limit is PT1H");
		assertThat(options.exceeded(usage(0, Duration.ZERO, 1000)))
			.isEqualTo("it has had 1000 events, and the limit is 1000");
	}

	@Test
	void pauseWhenTheAgeIsReachedBeforeThenIsShorter() {
		LimitOptions options = new LimitOptions(null, Duration.ofSeconds(7), null, INTERVAL);
		assertThat(options.pause(Duration.ZERO)).isEqualTo(INTERVAL);
		assertThat(options.pause(INTERVAL)).isEqualTo(Duration.ofSeconds(2));
		assertThat(options.pause(Duration.ofSeconds(8))).isEqualTo(Duration.ZERO);
		assertThat(LimitOptions.NONE.pause(Duration.ofDays(1))).isEqualTo(INTERVAL);
	}

	@Test
	void optionsWhenALimitIsNotPositiveThenAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitOptions(0L, null, null, INTERVAL))
			.withMessage("'memory' must be positive but was 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitOptions(null, Duration.ZERO, null, INTERVAL))
			.withMessage("'maxAge' must be positive but was PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitOptions(null, null, -1L, INTERVAL))
			.withMessage("'maxEvents' must be positive but was -1");
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitOptions(null, null, null, Duration.ZERO))
			.withMessage("'interval' must be positive but was PT0S");
	}

	@Test
	void optionsWhenPriorityOrOpenFilesCannotBeThenAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitOptions(null, null, null, INTERVAL, 20, null))
			.withMessage("'nice' must be from -20 to 19 but was 20");
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitOptions(null, null, null, INTERVAL, null, 0))
			.withMessage("'openFiles' must be positive but was 0");
		assertThat(new LimitOptions(null, null, null, INTERVAL, -20, 64).isEmpty()).as("nothing to look at").isTrue();
	}

}
