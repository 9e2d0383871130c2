package org.intercom4j.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableTests {

	private final Results results = new Results();

	@Test
	void ofWhenRatioReachesBarThenSaysYes() {
		measured(new Line("events", "1/s", Bar.ratioAtLeast(15)), 1500, 100);
		assertThat(row()).contains("events", "1/s", "1,500", "100", "15.0x", ">= 15.0x", "yes");
	}

	@Test
	void ofWhenRatioMissesBarThenSaysNo() {
		measured(new Line("round trip", "us", Bar.ratioAtMost(0.5)), 51, 100);
		assertThat(row()).contains("0.51x", "<= 0.5x", "NO");
	}

	@Test
	void ofWhenFigureIsLimitedThenRatioDoesNotMatter() {
		measured(new Line("kill", "ms", Bar.atMost(5)), 5, 1);
		assertThat(row()).contains("5.00x", "<= 5.00", "yes");
	}

	@Test
	void ofWhenThereIsNoRivalThenHasNoRatioAndNoVerdict() {
		this.results.ours(new Line("events", "1/s", Bar.ratioAtLeast(15)), 1);
		assertThat(row()).contains("-").doesNotContain("yes", "NO");
	}

	@Test
	void ofWhenRivalSpendsNothingThenHasNoRatio() {
		measured(new Line("CPU", "us/s"), 3, 0);
		assertThat(row()).contains("3.00", "0.00", "-").doesNotContain("Infinityx");
	}

	@Test
	void ofWhenThereAreRowsThenColumnsLineUp() {
		measured(new Line("a", "ms"), 1, 2);
		measured(new Line("a long name", "ms"), 100_000, 2);
		assertThat(Table.of(this.results.rows()).lines().mapToInt(String::length).distinct().toArray()).hasSize(1);
	}

	private void measured(Line line, double ours, double rival) {
		this.results.ours(line, ours);
		this.results.rival(line, rival);
	}

	private String[] row() {
		return Table.of(this.results.rows()).lines().skip(2).findFirst().orElseThrow().split("\\s*\\|\\s*");
	}

}
