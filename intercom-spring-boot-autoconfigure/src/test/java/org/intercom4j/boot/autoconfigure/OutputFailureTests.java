package org.intercom4j.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a user reads when the configuration of a child's output is wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class OutputFailureTests {

	@TempDir
	private Path directory;

	@Test
	void startWhenPatternIsNoRegularExpressionThenSaysWhy(CapturedOutput output) throws IOException {
		assertThat(failure(output,
				"{level-patterns: [{pattern: '^WARN', level: warn}, {pattern: '[ERROR', level: error}]}"))
			.isEqualTo(
					"""
							Description:

							Property 'intercom.children.resizer.output.level-patterns[1].pattern' cannot be used:

							    Value: "[ERROR"
							    Origin: URL [file:DIR/application.yml] - 5:76
							    Reason: it is no regular expression: Unclosed character class near index 5

							Action:

							Write a regular expression of Java; what it must not mean stands behind a backslash, such as '\\['.""");
	}

	@Test
	void startWhenPatternHasNoLevelThenSaysSo(CapturedOutput output) throws IOException {
		assertThat(failure(output, "{level-patterns: [{pattern: '^WARN'}]}")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.output.level-patterns[0]' cannot be used:

				    Origin: URL [file:DIR/application.yml] - 5:43
				    Reason: it has no level

				Action:

				Write both, such as '{pattern: "^WARN", level: warn}'.""");
	}

	@Test
	void startWhenKeyOfAPatternIsUnknownThenNamesTheKnown(CapturedOutput output) throws IOException {
		assertThat(failure(output, "{level-patterns: [{patern: '^WARN', level: warn}]}"))
			.contains("Property 'intercom.children.resizer.output.level-patterns[0].patern' cannot be used:")
			.endsWith("Known here are: pattern, level.");
	}

	@Test
	void startWhenLinesPerSecondAreNegativeThenSaysThatZeroIsNoLimit(CapturedOutput output) throws IOException {
		assertThat(failure(output, "{max-lines-per-second: -1}"))
			.contains("Property 'intercom.children.resizer.output.max-lines-per-second' cannot be used:",
					"Reason: it is less than 0")
			.endsWith("Write at least 0. Zero is no limit.");
	}

	@Test
	void startWhenTailLinesAndLastLinesDifferThenSaysToKeepOne(CapturedOutput output) throws IOException {
		assertThat(failure(output, "{tail-lines: 5, last-lines: 6}"))
			.contains("Property 'intercom.children.resizer.output.tail-lines' cannot be used:",
					"Reason: it is another name of 'last-lines', which is 6")
			.endsWith("Remove it.");
	}

	@Test
	void startWhenNameOfAMemberIsEmptyThenNamesTheProperty(CapturedOutput output) throws IOException {
		assertThat(failure(output, "{json: {message: ['']}}"))
			.contains("Property 'intercom.children.resizer.output.json.message' cannot be used:",
					"Reason: it holds an empty name")
			.endsWith("Write names of members, such as 'msg'.");
	}

	private String failure(CapturedOutput output, String options) throws IOException {
		return new ConfigurationFailure(this.directory).of(output, "command: [sleep, '600']\noutput: " + options);
	}

}
