package org.intercom4j.boot.autoconfigure;

import java.nio.charset.Charset;
import java.util.List;

import org.intercom4j.OutputFormat;
import org.intercom4j.OutputLevel;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Standard output and standard error.
 *
 * @param inherit Whether the child writes to the application's own streams. There are no
 * output events then.
 * @param charset Charset of the output.
 * @param maxLineLength Longest line in characters. A longer one arrives in pieces.
 * @param maxLinesPerSecond Maximum number of lines of each stream that are logged and
 * become events in one second. Further ones are counted in a warning. With zero there is
 * no limit.
 * @param lastLines Number of last lines that are kept for Actuator.
 * @param tailLines Another name of "last-lines".
 * @param stdoutLevel Level at which standard output is logged.
 * @param stderrLevel Level at which standard error is logged.
 * @param levelPatterns Regular expressions with the level of the lines in which they are
 * found. The first one that matches wins.
 * @param format Whether lines are text or JSON objects.
 * @param json Members of lines of JSON.
 * @since 0.1.0
 */
public record OutputProperties(@DefaultValue("false") boolean inherit, @DefaultValue("UTF-8") Charset charset,
		@DefaultValue("65536") int maxLineLength, @DefaultValue("0") int maxLinesPerSecond,
		@DefaultValue("" + LAST_LINES) int lastLines, @Nullable Integer tailLines,
		@DefaultValue("info") OutputLevel stdoutLevel, @DefaultValue("warn") OutputLevel stderrLevel,
		@DefaultValue List<LevelPatternProperties> levelPatterns, @DefaultValue("text") OutputFormat format,
		@DefaultValue Json json) {

	static final int LAST_LINES = 200;

	/**
	 * A level for the lines in which a regular expression is found.
	 *
	 * @param pattern Regular expression, found anywhere in the line.
	 * @param level Level of these lines, or off.
	 */
	public record LevelPatternProperties(@Nullable String pattern, @Nullable OutputLevel level) {
	}

	/**
	 * The members that have a meaning in a line of JSON.
	 *
	 * @param message Names of the member that is the message. The first one that a line
	 * has counts.
	 * @param level Names of the member that is the level. The first one that a line has
	 * counts.
	 * @param ignored Names of members that are not logged.
	 */
	public record Json(@DefaultValue( {
			"message", "msg" }) List<String> message, @DefaultValue("level") List<String> level,
			@DefaultValue("timestamp") List<String> ignored){
	}

}
