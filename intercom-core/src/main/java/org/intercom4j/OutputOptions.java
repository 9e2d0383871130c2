package org.intercom4j;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What happens to a child's standard output and standard error. Immutable; made by
 * {@link #builder()}.
 *
 * @param inherit whether the child writes to the application's own streams; there are no
 * output events then
 * @param charset the charset of the output
 * @param maxLineLength the longest line in characters; a longer one comes in pieces
 * @param maxLinesPerSecond how many lines of each stream are logged and become events in
 * one second, zero for no limit; the others are counted
 * @param lastLines how many of the last lines are kept for Actuator
 * @param stdoutLevel the level of standard output in the log
 * @param stderrLevel the level of standard error in the log
 * @param levelPatterns levels of single lines; the first that matches wins
 * @param format what the lines are
 * @param json the meaning of members in lines of JSON
 * @since 0.1.0
 */
public record OutputOptions(boolean inherit, Charset charset, int maxLineLength, int maxLinesPerSecond, int lastLines,
		OutputLevel stdoutLevel, OutputLevel stderrLevel, List<LevelPattern> levelPatterns, OutputFormat format,
		JsonFields json) {

	/** Captured, UTF-8, lines up to 64 Ki characters, the last 200 lines kept. */
	public static final OutputOptions DEFAULT = builder().build();

	/**
	 * Copies the patterns and refuses numbers that cannot be.
	 */
	public OutputOptions {
		levelPatterns = List.copyOf(levelPatterns);
		if (maxLineLength < 2) {
			throw new IllegalArgumentException("'maxLineLength' must be at least 2 but was " + maxLineLength);
		}
		if (maxLinesPerSecond < 0) {
			throw new IllegalArgumentException("'maxLinesPerSecond' must not be negative but was " + maxLinesPerSecond);
		}
		if (lastLines < 0) {
			throw new IllegalArgumentException("'lastLines' must not be negative but was " + lastLines);
		}
	}

	/**
	 * Begins with the defaults.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Begins with these options.
	 * @return a new builder
	 */
	public Builder toBuilder() {
		return new Builder().inherit(this.inherit)
			.charset(this.charset)
			.maxLineLength(this.maxLineLength)
			.maxLinesPerSecond(this.maxLinesPerSecond)
			.lastLines(this.lastLines)
			.stdoutLevel(this.stdoutLevel)
			.stderrLevel(this.stderrLevel)
			.levelPatterns(this.levelPatterns)
			.format(this.format)
			.json(this.json);
	}

	/**
	 * Builds output options. Not thread-safe.
	 */
	public static final class Builder {

		private boolean inherit = false;

		private Charset charset = StandardCharsets.UTF_8;

		private int maxLineLength = 64 * 1024;

		private int maxLinesPerSecond = 0;

		private int lastLines = 200;

		private OutputLevel stdoutLevel = OutputLevel.INFO;

		private OutputLevel stderrLevel = OutputLevel.WARN;

		private List<LevelPattern> levelPatterns = List.of();

		private OutputFormat format = OutputFormat.TEXT;

		private JsonFields json = JsonFields.DEFAULT;

		private Builder() {
		}

		/**
		 * Whether the child writes to the application's own streams; no by default.
		 * @param inherit whether it does
		 * @return this builder
		 */
		public Builder inherit(boolean inherit) {
			this.inherit = inherit;
			return this;
		}

		/**
		 * The charset of the output; UTF-8 by default.
		 * @param charset the charset
		 * @return this builder
		 */
		public Builder charset(Charset charset) {
			this.charset = charset;
			return this;
		}

		/**
		 * The longest line; 65,536 characters by default.
		 * @param maxLineLength at least 2
		 * @return this builder
		 */
		public Builder maxLineLength(int maxLineLength) {
			this.maxLineLength = maxLineLength;
			return this;
		}

		/**
		 * How many lines of each stream are logged and become events in one second; no
		 * limit by default.
		 * @param maxLinesPerSecond the number, or zero for no limit
		 * @return this builder
		 */
		public Builder maxLinesPerSecond(int maxLinesPerSecond) {
			this.maxLinesPerSecond = maxLinesPerSecond;
			return this;
		}

		/**
		 * How many of the last lines are kept; 200 by default.
		 * @param lastLines the number
		 * @return this builder
		 */
		public Builder lastLines(int lastLines) {
			this.lastLines = lastLines;
			return this;
		}

		/**
		 * The level of standard output; {@link OutputLevel#INFO} by default.
		 * @param stdoutLevel the level
		 * @return this builder
		 */
		public Builder stdoutLevel(OutputLevel stdoutLevel) {
			this.stdoutLevel = stdoutLevel;
			return this;
		}

		/**
		 * The level of standard error; {@link OutputLevel#WARN} by default.
		 * @param stderrLevel the level
		 * @return this builder
		 */
		public Builder stderrLevel(OutputLevel stderrLevel) {
			this.stderrLevel = stderrLevel;
			return this;
		}

		/**
		 * Levels of single lines; none by default.
		 * @param levelPatterns patterns with their levels, the first that matches wins
		 * @return this builder
		 */
		public Builder levelPatterns(List<LevelPattern> levelPatterns) {
			this.levelPatterns = levelPatterns;
			return this;
		}

		/**
		 * What the lines are; {@link OutputFormat#TEXT} by default.
		 * @param format the format
		 * @return this builder
		 */
		public Builder format(OutputFormat format) {
			this.format = format;
			return this;
		}

		/**
		 * The meaning of members in lines of JSON; {@link JsonFields#DEFAULT} by default.
		 * @param json the names
		 * @return this builder
		 */
		public Builder json(JsonFields json) {
			this.json = json;
			return this;
		}

		/**
		 * Builds the options.
		 * @return the options
		 * @throws IllegalArgumentException if a number is out of its range
		 */
		public OutputOptions build() {
			return new OutputOptions(this.inherit, this.charset, this.maxLineLength, this.maxLinesPerSecond,
					this.lastLines, this.stdoutLevel, this.stderrLevel, this.levelPatterns, this.format, this.json);
		}

	}

}
