package org.intercom4j.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LaunchOptionsTests {

	@Test
	void totalWhenAskedThenIsTheSumOfTheRungs() {
		assertThat(StopTimeouts.DEFAULT.total()).isEqualTo(Duration.ofSeconds(22));
		assertThat(new StopTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofNanos(1)).total())
			.isEqualTo(StopTimeouts.DEFAULT_DRAIN.plusNanos(1));
	}

	@Test
	void stopTimeoutsWhenNegativeThenAreRefused() {
		Duration negative = Duration.ofMillis(-1);
		assertThatIllegalArgumentException().isThrownBy(() -> new StopTimeouts(negative, Duration.ZERO, Duration.ZERO))
			.withMessage("'message' must not be negative but was PT-0.001S");
		assertThatIllegalArgumentException().isThrownBy(() -> new StopTimeouts(Duration.ZERO, negative, Duration.ZERO))
			.withMessage("'terminate' must not be negative but was PT-0.001S");
		assertThatIllegalArgumentException().isThrownBy(() -> new StopTimeouts(Duration.ZERO, Duration.ZERO, negative))
			.withMessage("'kill' must be positive but was PT-0.001S");
	}

	@Test
	void launchSpecWhenThereIsNoCommandThenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> spec(List.of(), Map.of(), 80))
			.withMessage("'command' must not be empty");
	}

	@Test
	void launchSpecWhenLinesCouldHoldNoCharacterThenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> spec(List.of("true"), Map.of(), 1))
			.withMessage("'maxLineLength' must be at least 2 but was 1");
	}

	@Test
	void launchSpecWhenTheCallerChangesItsCollectionsThenStaysTheSame() {
		List<String> command = new ArrayList<>(List.of("true"));
		Map<String, String> environment = new HashMap<>(Map.of("A", "1"));
		LaunchSpec spec = spec(command, environment, 80);
		command.add("x");
		environment.clear();
		assertThat(spec.program().command()).containsExactly("true");
		assertThat(spec.environment()).containsOnly(Map.entry("A", "1"));
	}

	@Test
	void launchExceptionWhenReadThenTellsOptionValueAndAction() {
		LaunchException ex = new LaunchException("cwd", "/x", "is not a directory", "Create it.", null);
		assertThat(ex).hasMessage("cwd '/x' is not a directory. Create it.");
		assertThat(ex.option()).isEqualTo("cwd");
		assertThat(ex.value()).isEqualTo("/x");
		assertThat(ex.action()).isEqualTo("Create it.");
	}

	private static LaunchSpec spec(List<String> command, Map<String, String> environment, int maxLineLength) {
		return new LaunchSpec("test", Program.of(command), environment, Path.of(""), false, StandardCharsets.UTF_8,
				maxLineLength);
	}

}
