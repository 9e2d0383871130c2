package org.intercom4j.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExitStatusTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 126, 127, 128, 160, 200, 255, -1 })
	void ofWhenNoSignalHasTheStatusThenIsACode(int status) {
		assertThat(ExitStatus.of(status)).isEqualTo(new ExitStatus(status, null)).hasToString("code " + status);
	}

	@ParameterizedTest
	@EnabledOnOs(OS.LINUX)
	@CsvSource({ "129,SIGHUP", "130,SIGINT", "131,SIGQUIT", "132,SIGILL", "133,SIGTRAP", "134,SIGABRT", "135,SIGBUS",
			"136,SIGFPE", "137,SIGKILL", "138,SIGUSR1", "139,SIGSEGV", "140,SIGUSR2", "141,SIGPIPE", "142,SIGALRM",
			"143,SIGTERM", "144,SIGSTKFLT", "152,SIGXCPU", "153,SIGXFSZ", "154,SIGVTALRM", "155,SIGPROF", "157,SIGIO",
			"158,SIGPWR", "159,SIGSYS" })
	void ofWhenASignalHasTheStatusThenIsTheSignal(int status, String signal) {
		assertThat(ExitStatus.of(status)).isEqualTo(new ExitStatus(null, signal)).hasToString("signal " + signal);
	}

	@ParameterizedTest
	@EnabledOnOs(OS.LINUX)
	@ValueSource(ints = { 145, 146, 147, 148, 149, 150, 151, 156 })
	void ofWhenTheSignalEndsNobodyThenIsACode(int status) {
		assertThat(ExitStatus.of(status).code()).isEqualTo(status);
	}

	@Test
	void eventNameWhenAskedThenIsThatOfTheOriginal() {
		assertThat(OutputSource.STDOUT.eventName()).isEqualTo("stdout");
		assertThat(OutputSource.STDERR.eventName()).isEqualTo("stderr");
	}

}
