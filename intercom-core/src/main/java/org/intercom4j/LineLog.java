package org.intercom4j;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.intercom4j.process.OutputSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs lines of output at the level of the line, of the first pattern that matches, or of
 * the stream.
 */
final class LineLog {

	private final Logger logger;

	private final OutputOptions options;

	private final List<Pattern> patterns;

	LineLog(Logger logger, OutputOptions options) {
		this.logger = logger;
		this.options = options;
		this.patterns = options.levelPatterns().stream().map((level) -> Pattern.compile(level.pattern())).toList();
	}

	/** Whether a line may be logged, as far as that is known without looking at it. */
	boolean mayLog(OutputSource source) {
		if (this.options.format() == OutputFormat.JSON || !this.patterns.isEmpty()) {
			return this.logger.isErrorEnabled();
		}
		Level level = streamLevel(source).level();
		return level != null && this.logger.isEnabledForLevel(level);
	}

	void log(OutputSource source, String line) {
		JsonLine json = (this.options.format() == OutputFormat.JSON) ? JsonLine.of(line, this.options.json()) : null;
		if (json == null) {
			write(level(source, line), line, Map.of());
		}
		else {
			OutputLevel level = (json.level() != null) ? json.level() : level(source, json.message());
			write(level, json.message(), json.members());
		}
	}

	private void write(OutputLevel outputLevel, String message, Map<String, @Nullable Object> members) {
		Level level = outputLevel.level();
		if (level != null) {
			LoggingEventBuilder event = this.logger.atLevel(level).setMessage(message);
			for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
				event = event.addKeyValue(member.getKey(), member.getValue());
			}
			event.log();
		}
	}

	private OutputLevel level(OutputSource source, String text) {
		for (int i = 0; i < this.patterns.size(); i++) {
			if (this.patterns.get(i).matcher(text).find()) {
				return this.options.levelPatterns().get(i).level();
			}
		}
		return streamLevel(source);
	}

	private OutputLevel streamLevel(OutputSource source) {
		return (source == OutputSource.STDOUT) ? this.options.stdoutLevel() : this.options.stderrLevel();
	}

}
