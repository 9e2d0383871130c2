package org.intercom4j.boot.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RestartPropertyRulesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			restart.delay=-1s           | restart.delay        | it is negative
			restart.max-delay=-1s       | restart.max-delay    | it is negative
			restart.max-delay=366d      | restart.max-delay    | it is longer than 365 days
			restart.max-delay=100ms     | restart.max-delay    | it is shorter than 'K.restart.delay' of PT0.5S
			restart.delay=31s           | restart.delay        | it is longer than 'K.restart.max-delay' of PT30S
			restart.multiplier=0.5      | restart.multiplier   | it is less than 1 or no number
			restart.multiplier=NaN      | restart.multiplier   | it is less than 1 or no number
			restart.multiplier=Infinity | restart.multiplier   | it is less than 1 or no number
			restart.jitter=1.5          | restart.jitter       | it is not between 0 and 1
			restart.jitter=-0.1         | restart.jitter       | it is not between 0 and 1
			restart.jitter=NaN          | restart.jitter       | it is not between 0 and 1
			restart.max-restarts=0      | restart.max-restarts | it is less than 1
			restart.window=1m           | restart.window       | it has no effect without 'K.restart.max-restarts'
			restart.window=0            | restart.window       | it is not longer than zero
			restart.reset-after=0       | restart.reset-after  | it is not longer than zero
			restart.reset-after=-1s     | restart.reset-after  | it is not longer than zero
			max=0                       | max                  | it is less than 1
			min-uptime=-1s              | min-uptime           | it is negative
			spin-sleep-time=-1s         | spin-sleep-time      | it is negative
			""")
	void checkWhenAValueCannotBeUsedThenNamesItsProperty(String setting, String property, String reason) {
		assertRefused(Map.of(key(setting), value(setting)), property, reason);
	}

	@ParameterizedTest
	@CsvSource({ "forever=false", "max=3", "min-uptime=0s", "spin-sleep-time=1s" })
	void checkWhenAKeyOfTheOriginalIsBesideRestartThenNamesBoth(String setting) {
		assertRefused(Map.of(key(setting), value(setting), "restart.policy", "never"), key(setting),
				"there is also 'K.restart', which excludes it");
	}

	@ParameterizedTest
	@CsvSource({ "restart.delay=0", "restart.jitter=0", "restart.jitter=1", "restart.multiplier=1",
			"restart.max-delay=365d", "restart.max-restarts=1", "restart.success-exit-codes=", "forever=true",
			"restart.policy=ON_FAILURE" })
	void checkWhenAValueIsAtTheEdgeThenIsAccepted(String setting) {
		assertThat(check(Map.of(key(setting), value(setting)))).isEqualTo(1);
	}

	private static String key(String setting) {
		return setting.substring(0, setting.indexOf('='));
	}

	private static String value(String setting) {
		return setting.substring(setting.indexOf('=') + 1);
	}

	private static void assertRefused(Map<String, String> settings, String property, String reason) {
		assertThatExceptionOfType(InvalidChildPropertyException.class).isThrownBy(() -> check(settings))
			.satisfies((refused) -> assertThat(refused.property()).isEqualTo("intercom.children.worker." + property))
			.satisfies((refused) -> assertThat(refused.reason())
				.isEqualTo(reason.replace("K", "intercom.children.worker")))
			.satisfies((refused) -> assertThat(refused.action()).endsWith("."));
	}

	private static int check(Map<String, String> settings) {
		Map<String, String> source = new TreeMap<>(Map.of("intercom.children.worker.command", "sleep"));
		settings.forEach((key, value) -> source.put("intercom.children.worker." + key, value));
		IntercomProperties properties = new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("intercom",
				IntercomProperties.class);
		return new ChildDeclarations(properties).of(Set.of("worker")).size();
	}

}
