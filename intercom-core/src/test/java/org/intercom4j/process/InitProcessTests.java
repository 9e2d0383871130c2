package org.intercom4j.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class InitProcessTests {

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void adviceWhenTheJvmIsTheFirstProcessThenTellsWhatToDo() {
		assertThat(InitProcess.advice(1)).hasValueSatisfying(
				(advice) -> assertThat(advice).contains("This JVM is process 1", "'docker run --init'"));
	}

	@Test
	void adviceWhenTheJvmIsAnyOtherProcessThenIsNone() {
		assertThat(InitProcess.advice(ProcessHandle.current().pid())).isEmpty();
	}

}
