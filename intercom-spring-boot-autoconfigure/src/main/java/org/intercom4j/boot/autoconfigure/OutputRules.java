package org.intercom4j.boot.autoconfigure;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.intercom4j.boot.autoconfigure.OutputProperties.LevelPatternProperties;

/**
 * What the output properties of one child must keep to, beyond their types.
 *
 * @param keys the child's keys
 */
record OutputRules(ChildProperty keys) {

	/**
	 * Checks all properties.
	 * @throws InvalidChildPropertyException naming the first one that cannot be used
	 */
	void check(OutputProperties output) {
		checkAtLeast("output.max-line-length", output.maxLineLength(), 2, "");
		checkAtLeast("output.max-lines-per-second", output.maxLinesPerSecond(), 0, " Zero is no limit.");
		checkAtLeast("output.last-lines", output.lastLines(), 0, "");
		checkTailLines(output);
		for (int i = 0; i < output.levelPatterns().size(); i++) {
			check("output.level-patterns[" + i + "]", output.levelPatterns().get(i));
		}
		checkNames("output.json.message", output.json().message());
		checkNames("output.json.level", output.json().level());
		checkNames("output.json.ignored", output.json().ignored());
	}

	private void checkTailLines(OutputProperties output) {
		if (output.tailLines() == null) {
			return;
		}
		checkAtLeast("output.tail-lines", output.tailLines(), 0, "");
		if (output.lastLines() != OutputProperties.LAST_LINES && output.lastLines() != output.tailLines()) {
			throw this.keys.refused("output.tail-lines", output.tailLines(),
					"it is another name of 'last-lines', which is " + output.lastLines(), "Remove it.");
		}
	}

	private void check(String option, LevelPatternProperties properties) {
		if (properties.pattern() == null || properties.level() == null) {
			String missing = (properties.pattern() == null) ? "pattern" : "level";
			throw this.keys.refused(option, null, "it has no " + missing,
					"Write both, such as '{pattern: \"^WARN\", level: warn}'.");
		}
		try {
			Pattern.compile(properties.pattern());
		}
		catch (PatternSyntaxException ex) {
			throw this.keys.refused(option + ".pattern", properties.pattern(),
					"it is no regular expression: %s near index %d".formatted(ex.getDescription(), ex.getIndex()),
					"Write a regular expression of Java; what it must not mean stands behind a backslash, such as '\\['.");
		}
	}

	private void checkNames(String option, List<String> names) {
		if (names.stream().anyMatch(String::isBlank)) {
			throw this.keys.refused(option, names, "it holds an empty name", "Write names of members, such as 'msg'.");
		}
	}

	private void checkAtLeast(String option, int value, int least, String hint) {
		if (value < least) {
			throw this.keys.refused(option, value, "it is less than " + least,
					"Write at least %d.%s".formatted(least, hint));
		}
	}

}
