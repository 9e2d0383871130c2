package org.intercom4j;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A level for the lines in which a regular expression is found.
 *
 * @param pattern the regular expression, found anywhere in the line
 * @param level the level of these lines
 * @since 0.1.0
 */
public record LevelPattern(String pattern, OutputLevel level) {

	/**
	 * Refuses what is no regular expression.
	 */
	public LevelPattern {
		try {
			Pattern.compile(pattern);
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException(
					"'pattern' must be a regular expression but was '%s': %s".formatted(pattern, ex.getDescription()),
					ex);
		}
	}

}
