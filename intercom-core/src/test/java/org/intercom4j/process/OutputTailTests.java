package org.intercom4j.process;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutputTailTests {

	@Test
	void addWhenFullThenTheOldestGoes() {
		OutputTail tail = new OutputTail(2);
		tail.add(OutputSource.STDOUT, "one");
		tail.add(OutputSource.STDERR, "two");
		tail.add(OutputSource.STDOUT, "three");
		assertThat(tail.lines()).containsExactly(new OutputTail.Line(OutputSource.STDERR, "two"),
				new OutputTail.Line(OutputSource.STDOUT, "three"));
	}

	@Test
	void addWhenNothingIsToBeKeptThenKeepsNothing() {
		OutputTail tail = new OutputTail(0);
		tail.add(OutputSource.STDOUT, "one");
		assertThat(tail.lines()).isEmpty();
	}

	@Test
	void addWhenALineIsLongThenCutsIt() {
		OutputTail tail = new OutputTail(1);
		tail.add(OutputSource.STDOUT, "x".repeat(2000));
		assertThat(tail.lines().get(0).text()).hasSize(2000);
		tail.add(OutputSource.STDOUT, "x".repeat(2001));
		assertThat(tail.lines().get(0).text()).isEqualTo("x".repeat(2000) + "…");
	}

	@Test
	void addWhenTheCutWouldSplitACharacterThenCutsBeforeIt() {
		OutputTail tail = new OutputTail(1);
		tail.add(OutputSource.STDOUT, "x".repeat(1999) + "\uD83D\uDE00");
		assertThat(tail.lines().get(0).text()).isEqualTo("x".repeat(1999) + "…");
	}

	@Test
	void clearWhenCalledThenForgetsAll() {
		OutputTail tail = new OutputTail(5);
		tail.add(OutputSource.STDOUT, "one");
		tail.clear();
		assertThat(tail.lines()).isEmpty();
	}

	@Test
	void linesWhenMoreComeLaterThenIsACopy() {
		OutputTail tail = new OutputTail(5);
		assertThat(tail.lines()).isEmpty();
		var before = tail.lines();
		tail.add(OutputSource.STDOUT, "one");
		assertThat(before).isEmpty();
	}

}
