package org.intercom4j.boot.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScheduleTests {

	@Test
	void nextTimeWhenClocksGoForwardThenIsThatOfTheZone() {
		Schedule schedule = Schedule.cron("0 30 4 * * *", ZoneId.of("Europe/Vienna"));
		Instant winter = Instant.parse("2026-03-28T12:00:00Z");
		assertThat(schedule.nextTime(winter)).isEqualTo(Instant.parse("2026-03-29T02:30:00Z"));
		assertThat(schedule.nextTime(winter.minus(Duration.ofDays(1))))
			.isEqualTo(Instant.parse("2026-03-28T03:30:00Z"));
	}

	@Test
	void nextTimeWhenThereIsNoneThenIsNull() {
		assertThat(Schedule.cron("0 0 0 30 2 *", ZoneId.of("UTC")).nextTime(Instant.now())).isNull();
	}

	@Test
	void scheduleWhenThereIsNoDelayThenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.fixedDelay(Duration.ZERO))
			.withMessage("'fixedDelay' must be longer than zero but was PT0S");
	}

}
