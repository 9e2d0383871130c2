package org.intercom4j.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

	private static final String APPLICATION = "/META-INF/spring-configuration-metadata.json";

	private static final String CHILD = "/META-INF/spring/configuration-metadata/"
			+ "org.intercom4j.boot.autoconfigure.IntercomProperties$ChildProperties.json";

	@ParameterizedTest
	@ValueSource(strings = { APPLICATION, CHILD })
	void propertyWhenInMetadataThenHasDescription(String resource) throws IOException {
		assertThat(properties(resource)).isNotEmpty()
			.allSatisfy((property) -> assertThat(property.path("description").asString("")).as(property.toString())
				.endsWith("."));
	}

	@Test
	void applicationWhenRecordedThenHasAllKeys() throws IOException {
		assertThat(names(APPLICATION)).containsExactlyInAnyOrder("intercom.children", "intercom.class-data-archive",
				"intercom.enabled", "intercom.groups", "intercom.orphans", "management.endpoint.intercom.access",
				"management.endpoint.intercom.cache.time-to-live", "management.endpoint.intercom.roles",
				"management.endpoint.intercom.show-values", "management.health.intercom.enabled");
	}

	@Test
	void childWhenRecordedThenHasAllKeys() throws IOException {
		assertThat(names(CHILD)).containsExactlyInAnyOrder("script", "command", "options", "source-dir", "cwd", "env",
				"hide-env", "exec-argv", "interpreter", "venv", "inherit-env", "silent", "visible", "forever", "max",
				"min-uptime", "spin-sleep-time", "restart.policy", "restart.success-exit-codes", "restart.delay",
				"restart.multiplier", "restart.max-delay", "restart.jitter", "restart.max-restarts", "restart.window",
				"restart.reset-after", "event-options.wildcard", "event-options.delimiter",
				"event-options.max-listeners", "event-options.new-listener", "event-options.remove-listener",
				"event-options.verbose-memory-leak", "spawn-with.env", "spawn-with.cwd", "spawn-with.silent",
				"spawn-with.exec-argv", "spawn-with.setsid", "spawn-with.custom-fds", "auto-startup", "startup",
				"depends-on", "optional", "readiness.probe", "readiness.event", "readiness.line", "readiness.port",
				"readiness.url", "readiness.command", "readiness.timeout", "readiness.on-timeout", "readiness.interval",
				"channel", "queue-capacity", "frame-limit", "stop.message-timeout", "stop.terminate-timeout",
				"stop.drain-timeout", "stop.kill-timeout", "stop.signal", "output.inherit", "output.charset",
				"output.max-line-length", "output.tail-lines", "output.last-lines", "output.max-lines-per-second",
				"output.stdout-level", "output.stderr-level", "output.level-patterns", "output.format",
				"output.json.message", "output.json.level", "output.json.ignored", "schedule.cron",
				"schedule.fixed-delay", "schedule.zone", "schedule.overlap", "watch.enabled", "watch.paths",
				"watch.ignore", "watch.debounce", "limits.memory", "limits.max-age", "limits.max-events",
				"limits.interval", "limits.nice", "limits.open-files", "heartbeat.interval", "heartbeat.timeout",
				"heartbeat.on-hang", "heartbeat.dump");
	}

	@Test
	void restartWhenRecordedThenHasTheDefaultsOfTheLibrary() throws IOException {
		Map<String, String> defaults = new TreeMap<>();
		properties(CHILD).stream()
			.filter((property) -> property.path("name").asString().startsWith("restart."))
			.filter((property) -> property.has("defaultValue"))
			.forEach((property) -> defaults.put(property.path("name").asString(),
					property.path("defaultValue").toString().replace("\"", "")));
		assertThat(defaults).isEqualTo(Map.of("restart.policy", "always", "restart.success-exit-codes", "0",
				"restart.delay", "500ms", "restart.multiplier", "2", "restart.max-delay", "30s", "restart.jitter",
				"0.2", "restart.reset-after", "60s"));
	}

	private static Stream<String> names(String resource) throws IOException {
		return properties(resource).stream().map((property) -> property.path("name").asString());
	}

	private static List<JsonNode> properties(String resource) throws IOException {
		try (InputStream stream = ConfigurationMetadataTests.class.getResourceAsStream(resource)) {
			assertThat(stream).as(resource).isNotNull();
			List<JsonNode> properties = new ArrayList<>();
			JsonMapper.shared().readTree(stream).path("properties").forEach(properties::add);
			return properties;
		}
	}

}
