package org.intercom4j.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatisticsTests {

	@Test
	void medianWhenCountIsOddThenIsTheMiddleOne() {
		assertThat(Statistics.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Statistics(3, 4, 1, 9));
	}

	@Test
	void medianWhenCountIsEvenThenIsTheMeanOfTheTwoInTheMiddle() {
		assertThat(Statistics.of(List.of(8.0, 1.0, 2.0, 4.0))).isEqualTo(new Statistics(4, 3, 1, 8));
	}

	@Test
	void ofWhenNothingWasMeasuredThenIsNone() {
		assertThat(Statistics.of(List.of())).isSameAs(Statistics.NONE);
		assertThat(Statistics.NONE.spread()).isEqualTo("-");
	}

	@Test
	void percentileWhenFiguresAreUnsortedThenIsTheNearestRank() {
		double[] figures = { 30, 10, 40, 20 };
		assertThat(Statistics.percentile(figures, 0.5)).isEqualTo(20);
		assertThat(Statistics.percentile(figures, 0.99)).isEqualTo(40);
		assertThat(figures).containsExactly(30, 10, 40, 20);
	}

}
