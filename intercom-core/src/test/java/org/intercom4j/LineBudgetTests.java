package org.intercom4j;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineBudgetTests {

	private final AtomicLong now = new AtomicLong();

	@Test
	void takeWhenTheSecondIsUsedUpThenWaitsForTheNext() {
		LineBudget budget = new LineBudget(2, this.now::get);
		assertThat(taken(budget)).isEqualTo(2);
		tick(Duration.ofMillis(999));
		assertThat(taken(budget)).isZero();
		tick(Duration.ofMillis(1));
		assertThat(taken(budget)).isEqualTo(2);
		tick(Duration.ofHours(1));
		assertThat(taken(budget)).isEqualTo(2);
	}

	@Test
	void takeWhenThereIsNoLimitThenHasNoEnd() {
		assertThat(taken(new LineBudget(0, this.now::get))).isEqualTo(100);
	}

	private static long taken(LineBudget budget) {
		return Stream.generate(budget::take).limit(100).filter((taken) -> taken).count();
	}

	private void tick(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

}
