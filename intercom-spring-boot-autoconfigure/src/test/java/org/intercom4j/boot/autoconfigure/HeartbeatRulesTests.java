package org.intercom4j.boot.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.intercom4j.heartbeat.HeartbeatOptions;
import org.intercom4j.heartbeat.HeartbeatOptions.HangAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HeartbeatRulesTests {

	private static HeartbeatOptions options(Map<String, String> properties) {
		ChildProperties child = new Binder(new MapConfigurationPropertySource(properties))
			.bind("c", ChildProperties.class)
			.get();
		return new HeartbeatRules(new ChildProperty("worker")).options(child.heartbeat());
	}

	@Test
	void optionsWhenNothingIsSetThenThereIsNoHeartbeat() {
		assertThat(options(Map.of("c.script", "x"))).isEqualTo(HeartbeatOptions.NONE);
		assertThat(options(Map.of("c.script", "x", "c.heartbeat.dump", "false")).isOff()).isTrue();
	}

	@Test
	void optionsWhenOneTimeIsSetThenTheOtherIsThatOfTheLibrary() {
		assertThat(options(Map.of("c.heartbeat.interval", "2s")))
			.isEqualTo(new HeartbeatOptions(Duration.ofSeconds(2), HeartbeatOptions.DEFAULT_TIMEOUT));
		assertThat(options(Map.of("c.heartbeat.timeout", "1m")))
			.isEqualTo(new HeartbeatOptions(HeartbeatOptions.DEFAULT_INTERVAL, Duration.ofMinutes(1)));
	}

	@Test
	void optionsWhenAllIsSetThenHaveIt() {
		assertThat(options(Map.of("c.heartbeat.interval", "2s", "c.heartbeat.timeout", "9s", "c.heartbeat.on-hang",
				"warn", "c.heartbeat.dump", "false")))
			.isEqualTo(new HeartbeatOptions(Duration.ofSeconds(2), Duration.ofSeconds(9), HangAction.WARN, false));
	}

	@ParameterizedTest
	@CsvSource({ "interval, 0s", "timeout, -1s" })
	void optionsWhenATimeIsNotPositiveThenSaysWhatToWrite(String option, String value) {
		assertThatExceptionOfType(InvalidChildPropertyException.class)
			.isThrownBy(() -> options(Map.of("c.heartbeat." + option, value)))
			.withMessageContaining("Property 'intercom.children.worker.heartbeat." + option
					+ "' it is not more than zero. Write a duration such as '10s'.");
	}

}
