package org.intercom4j;

import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.intercom4j.process.OutputSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class LineLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("line-log-test");

	private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

	@BeforeEach
	void attach() {
		this.logger.setLevel(Level.TRACE);
		this.logger.setAdditive(false);
		this.logged.start();
		this.logger.addAppender(this.logged);
	}

	@AfterEach
	void detach() {
		this.logger.detachAppender(this.logged);
	}

	@Test
	void logWhenNothingIsSetThenHasTheLevelOfTheStream() {
		LineLog log = log(OutputOptions.builder());
		log.log(OutputSource.STDOUT, "with {} braces");
		log.log(OutputSource.STDERR, "{\"message\": \"text\"}");
		assertThat(lines()).containsExactly("INFO with {} braces", "WARN {\"message\": \"text\"}");
	}

	@Test
	void logWhenLevelsAreSetThenHasThem() {
		LineLog log = log(OutputOptions.builder().stdoutLevel(OutputLevel.TRACE).stderrLevel(OutputLevel.OFF));
		log.log(OutputSource.STDOUT, "out");
		log.log(OutputSource.STDERR, "err");
		assertThat(lines()).containsExactly("TRACE out");
		assertThat(log.mayLog(OutputSource.STDOUT)).isTrue();
		assertThat(log.mayLog(OutputSource.STDERR)).isFalse();
		this.logger.setLevel(Level.INFO);
		assertThat(log.mayLog(OutputSource.STDOUT)).isFalse();
	}

	@Test
	void logWhenPatternsMatchThenTheFirstOneWins() {
		LineLog log = log(OutputOptions.builder()
			.stdoutLevel(OutputLevel.OFF)
			.levelPatterns(List.of(new LevelPattern("^WARN", OutputLevel.WARN),
					new LevelPattern("noise", OutputLevel.OFF), new LevelPattern("(?i)error", OutputLevel.ERROR))));
		assertThat(log.mayLog(OutputSource.STDOUT)).isTrue();
		List.of("WARN an error", "no WARN", "noise of an error", "an Error").forEach((line) -> {
			log.log(OutputSource.STDOUT, line);
			log.log(OutputSource.STDERR, line);
		});
		assertThat(lines()).containsExactly("WARN WARN an error", "WARN WARN an error", "WARN no WARN",
				"ERROR an Error", "ERROR an Error");
	}

	@Test
	void logWhenTheLineIsJsonThenHasMessageLevelAndPairs() {
		json().log(OutputSource.STDOUT, """
				{"timestamp": "now", "level": "error", "message": "it failed", "user": "ann", "tries": 3,\
				 "none": null, "at": {"file": "a.js", "lines": [1, 2]}}""");
		assertThat(lines()).containsExactly("ERROR it failed");
		assertThat(pairs()).containsExactly(entry("user", "ann"), entry("tries", 3), entry("none", "null"),
				entry("at", Map.of("file", "a.js", "lines", List.of(1, 2))));
	}

	@ParameterizedTest
	@CsvSource({ "'\"trace\"', TRACE", "'\"DEBUG\"', DEBUG", "'\"notice\"', INFO", "'\"Warning\"', WARN",
			"'\"critical\"', ERROR", "10, TRACE", "20, DEBUG", "30, INFO", "40, WARN", "50, ERROR", "60, ERROR" })
	void logWhenTheLineHasALevelThenIsLoggedAtIt(String level, String expected) {
		json().log(OutputSource.STDERR, "{\"level\": %s, \"msg\": \"x\"}".formatted(level));
		assertThat(lines()).containsExactly(expected + " x");
		assertThat(pairs()).isEmpty();
	}

	@Test
	void logWhenTheLevelIsUnknownThenIsAPairAndTheStreamDecides() {
		LineLog log = json();
		log.log(OutputSource.STDOUT, "{\"level\": \"loud\", \"msg\": \"x\"}");
		assertThat(lines()).containsExactly("INFO x");
		assertThat(pairs()).containsExactly(entry("level", "loud"));
	}

	@Test
	void logWhenTheLineHasNoLevelThenPatternsSeeItsMessage() {
		log(OutputOptions.builder()
			.format(OutputFormat.JSON)
			.levelPatterns(List.of(new LevelPattern("^slow$", OutputLevel.DEBUG))))
			.log(OutputSource.STDOUT, "{\"msg\": \"slow\"}");
		assertThat(lines()).containsExactly("DEBUG slow");
	}

	@Test
	void logWhenTheObjectHasNoMessageThenTheLineIsIt() {
		json().log(OutputSource.STDOUT, "{\"a\": 1}");
		assertThat(lines()).containsExactly("INFO {\"a\": 1}");
		assertThat(pairs()).containsExactly(entry("a", 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "[1, 2]", "{\"msg\": \"cut", "{\"msg\": 1} and more", "{}{}", "\"text\"", "{", "",
			"3" })
	void logWhenTheLineIsNoJsonObjectThenIsText(String line) {
		json().log(OutputSource.STDOUT, line);
		assertThat(lines()).containsExactly("INFO " + line);
		assertThat(pairs()).isEmpty();
	}

	@Test
	void logWhenTheLineIsNestedBeyondAllReasonThenIsText() {
		String line = "{\"a\":".repeat(100_000);
		json().log(OutputSource.STDOUT, line);
		assertThat(lines()).containsExactly("INFO " + line);
	}

	@Test
	void logWhenFieldsAreNamedThenTheFirstThatTheLineHasCounts() {
		log(OutputOptions.builder()
			.format(OutputFormat.JSON)
			.json(new JsonFields(List.of("text", "body"), List.of("severity"), List.of("time", "host"))))
			.log(OutputSource.STDOUT, """
					{"time": 1, "host": "a", "body": "hello", "severity": "WARN", "level": "error"}""");
		assertThat(lines()).containsExactly("WARN hello");
		assertThat(pairs()).containsExactly(entry("level", "error"));
	}

	private LineLog json() {
		return log(OutputOptions.builder().format(OutputFormat.JSON));
	}

	private LineLog log(OutputOptions.Builder options) {
		return new LineLog(this.logger, options.build());
	}

	private List<String> lines() {
		return this.logged.list.stream().map((event) -> event.getLevel() + " " + event.getFormattedMessage()).toList();
	}

	/** SLF4J takes null values; a map of AssertJ does not. */
	private List<Map.Entry<String, Object>> pairs() {
		List<KeyValuePair> pairs = this.logged.list.get(0).getKeyValuePairs();
		return (pairs == null) ? List.of()
				: pairs.stream()
					.map((pair) -> Map.<String, Object>entry(pair.key, (pair.value != null) ? pair.value : "null"))
					.toList();
	}

}
