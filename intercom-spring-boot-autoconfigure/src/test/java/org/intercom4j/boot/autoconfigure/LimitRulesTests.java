package org.intercom4j.boot.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.intercom4j.limits.LimitOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LimitRulesTests {

	private static LimitOptions options(Map<String, String> properties) {
		ChildProperties child = new Binder(new MapConfigurationPropertySource(properties))
			.bind("c", ChildProperties.class)
			.get();
		return new LimitRules(new ChildProperty("worker")).options(child.limits());
	}

	@Test
	void optionsWhenNothingIsSetThenAreThoseOfTheLibrary() {
		assertThat(options(Map.of("c.script", "x"))).isEqualTo(LimitOptions.NONE);
	}

	@Test
	void optionsWhenAllIsSetThenHaveIt() {
		assertThat(options(Map.of("c.limits.memory", "512MB", "c.limits.max-age", "24h", "c.limits.max-events", "1000",
				"c.limits.interval", "1s", "c.limits.nice", "-5", "c.limits.open-files", "64")))
			.isEqualTo(
					new LimitOptions(512L * 1024 * 1024, Duration.ofHours(24), 1000L, Duration.ofSeconds(1), -5, 64));
	}

	@ParameterizedTest
	@CsvSource({ "memory, 0, 512MB", "max-age, 0s, 24h", "max-events, 0, at least 1", "interval, -1s, 5s",
			"open-files, 0, 1024" })
	void optionsWhenALimitIsNotPositiveThenSaysWhatToWrite(String option, String value, String action) {
		assertThatExceptionOfType(InvalidChildPropertyException.class)
			.isThrownBy(() -> options(Map.of("c.limits." + option, value)))
			.withMessageContaining(
					"Property 'intercom.children.worker.limits." + option + "' it is not more than zero.")
			.withMessageContaining(action);
	}

	@ParameterizedTest
	@ValueSource(ints = { -21, 20 })
	void optionsWhenThePriorityCannotBeThenSaysWhatToWrite(int nice) {
		assertThatExceptionOfType(InvalidChildPropertyException.class)
			.isThrownBy(() -> options(Map.of("c.limits.nice", Integer.toString(nice))))
			.withMessageContaining("Property 'intercom.children.worker.limits.nice' it is not from -20 to 19.")
			.withMessageContaining("Write a number such as '10'.");
	}

}
