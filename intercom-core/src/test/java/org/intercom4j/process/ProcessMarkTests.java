package org.intercom4j.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class ProcessMarkTests {

	private static final String OTHER = "0a:4026531836:99:1234:run.1.";

	private final ProcessMarks marks = new ProcessMarks("app", "");

	@Test
	void parseWhenThereAreSeveralMarksThenTellsAll() {
		assertThat(ProcessMark.parse(OTHER + " " + OTHER.replace("99", "98")))
			.containsExactly(new ProcessMark("0a", "4026531836", 99, 1234, "run.1."),
					new ProcessMark("0a", "4026531836", 98, 1234, "run.1."))
			.first()
			.hasToString(OTHER);
	}

	@Test
	void parseWhenSomethingElseIsWrittenThenIsNone() {
		assertThat(ProcessMark.parse("")).isEmpty();
		assertThat(ProcessMark.parse("true")).isEmpty();
		assertThat(ProcessMark.parse("a:b:c:d:e")).isEmpty();
		assertThat(ProcessMark.parse("a:b:1:2:e:f " + OTHER)).hasSize(1);
	}

	@Test
	void nextWhenAskedAgainThenIsAnotherWithTheSameBeginning() {
		String first = this.marks.next();
		assertThat(this.marks.next()).startsWith(this.marks.prefix()).isNotEqualTo(first);
		assertThat(new ProcessMarks("app", "").prefix()).isNotEqualTo(this.marks.prefix());
		assertThat(this.marks.variable(first)).isEqualTo(first);
	}

	@Test
	void variableWhenTheApplicationBearsAMarkItselfThenKeepsThat() {
		assertThat(new ProcessMarks("app", OTHER).variable("x")).isEqualTo(OTHER + " x");
	}

	@Test
	void isLeftOverWhenTheApplicationIsAnotherOrLivesThenIsNot() {
		ProcessMark own = ProcessMark.parse(this.marks.next()).get(0);
		assertThat(own.applicationLives()).isTrue();
		assertThat(this.marks.isLeftOver(own)).isFalse();
		ProcessMark ended = with(own, own.application(), own.namespace());
		assertThat(ended.applicationLives()).as("one that started at another time").isFalse();
		assertThat(this.marks.isLeftOver(ended)).isTrue();
		assertThat(new ProcessMarks("other", "").isLeftOver(ended)).isFalse();
		assertThat(this.marks.isLeftOver(with(own, own.application(), "1"))).as("of another container").isFalse();
	}

	@Test
	void isLeftOverWhenThisProcessBearsTheMarkItselfThenIsNot() {
		ProcessMark own = ProcessMark.parse(this.marks.next()).get(0);
		ProcessMark ended = with(own, own.application(), own.namespace());
		assertThat(new ProcessMarks("app", OTHER + " " + ended).isLeftOver(ended)).isFalse();
	}

	private static ProcessMark with(ProcessMark mark, String application, String namespace) {
		return new ProcessMark(application, namespace, mark.pid(), mark.startTicks() + 1, mark.run());
	}

}
