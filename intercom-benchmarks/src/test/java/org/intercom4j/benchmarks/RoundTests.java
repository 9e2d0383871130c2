package org.intercom4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTests {

	@Test
	void inTurnWhenNumberIsOddThenOursIsFirst() throws Exception {
		assertThat(order(new Round(1))).containsExactly("ours", "original");
		assertThat(order(new Round(3))).containsExactly("ours", "original");
	}

	@Test
	void inTurnWhenNumberIsEvenThenOriginalIsFirst() throws Exception {
		assertThat(order(Round.WARM_UP)).containsExactly("original", "ours");
		assertThat(order(new Round(2))).containsExactly("original", "ours");
	}

	@Test
	void inTurnWhenThereAreTwoRivalsThenOursIsFirstOrLast() throws Exception {
		List<String> order = new ArrayList<>();
		for (int number = 1; number <= 2; number++) {
			new Round(number).inTurn(() -> order.add("ours"), () -> order.add("first"), () -> order.add("second"));
		}
		assertThat(order).containsExactly("ours", "first", "second", "second", "first", "ours");
	}

	@Test
	void warmsUpWhenTheFirstRoundIsOneInJavaThenIsTrue() {
		assertThat(Round.WARM_UP.warmsUp(Language.JAVA)).isTrue();
		assertThat(Round.WARM_UP.warmsUp(Language.NODE)).isFalse();
		assertThat(new Round(1).warmsUp(Language.JAVA)).isFalse();
	}

	private static List<String> order(Round round) throws Exception {
		List<String> order = new ArrayList<>();
		round.inTurn(() -> order.add("ours"), () -> order.add("original"));
		return order;
	}

}
