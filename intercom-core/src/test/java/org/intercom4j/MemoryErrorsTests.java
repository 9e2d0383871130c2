package org.intercom4j;

import java.util.stream.IntStream;

import org.intercom4j.process.OutputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryErrorsTests {

	private final MemoryErrors errors = new MemoryErrors();

	@ParameterizedTest
	@ValueSource(strings = { "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space",
			"FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory", "MemoryError" })
	void latestWhenARuntimeSaysSoThenIsItsLine(String line) {
		this.errors.line(OutputSource.STDERR, line);
		IntStream.range(0, 1024).forEach((i) -> this.errors.line(OutputSource.STDERR, "	at Frame" + i));
		assertThat(this.errors.latest()).isEqualTo(line);
		this.errors.clear();
		assertThat(this.errors.latest()).isNull();
	}

	@Test
	void latestWhenTheProcessWroteMuchSinceThenWasSurvived() {
		this.errors.line(OutputSource.STDERR, "MemoryError");
		IntStream.range(0, 2000).forEach((i) -> this.errors.line(OutputSource.STDERR, "well"));
		assertThat(this.errors.latest()).isNull();
	}

	@Test
	void latestWhenItIsOutputThenCountsOnlyIfAJvmSaysSo() {
		this.errors.line(OutputSource.STDOUT, "What is an OutOfMemoryError?");
		assertThat(this.errors.latest()).isNull();
		this.errors.line(OutputSource.STDOUT, "Terminating due to java.lang.OutOfMemoryError: Java heap space");
		assertThat(this.errors.latest()).startsWith("Terminating due to");
	}

	@Test
	void latestWhenTheLineIsLongThenIsCut() {
		this.errors.line(OutputSource.STDERR, "MemoryError" + "x".repeat(1000));
		assertThat(this.errors.latest()).hasSize(201).endsWith("…");
	}

}
