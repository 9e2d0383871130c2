package org.intercom4j.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a user reads when readiness or dependencies are wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadinessFailureTests {

	@TempDir
	private Path directory;

	@Test
	void startWhenTwoThingsAreWaitedForThenNamesBoth(CapturedOutput output) throws IOException {
		assertThat(failure(output, "{port: 8080, url: 'http://localhost:8080/up'}")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.readiness.url' cannot be used:

				    Value: "http://localhost:8080/up"
				    Origin: URL [file:DIR/application.yml] - 5:36
				    Reason: there is also 'intercom.children.resizer.readiness.port'

				Action:

				Keep the one that tells that the child is ready, and remove the others.""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			port: 65536        | port     | it is no port
			port: 'db:'        | port     | it is no port
			url: 'ftp://x/'    | url      | it is no address of HTTP
			url: 'not a url'   | url      | it is no address of HTTP
			line: '[a'         | line     | it is no regular expression: Unclosed character class near index 1
			event: ''          | event    | it is empty
			timeout: -1s       | timeout  | it is negative
			interval: 0        | interval | it is not longer than zero
			""")
	void startWhenAValueCannotBeUsedThenSaysWhy(String readiness, String option, String reason, CapturedOutput output)
			throws IOException {
		assertThat(failure(output, "{" + readiness + "}")).contains(
				"Property 'intercom.children.resizer.readiness." + option + "' cannot be used:", "Reason: " + reason);
	}

	@Test
	void startWhenADependencyIsUnknownThenNamesTheKnown(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).ofFile(output, """
				intercom:
				  children:
				    one: {command: [sleep, '600'], depends-on: [too]}
				    two: {command: [sleep, '600']}
				"""))
			.contains("Property 'intercom.children.one.depends-on' cannot be used:", "Value: \"too\"",
					"Reason: there is no such child")
			.endsWith("Write the name of another child; there are: one, two.");
	}

	@Test
	void startWhenChildrenWaitForEachOtherThenTellsTheWholePath(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).ofFile(output, """
				intercom:
				  children:
				    one: {command: [sleep, '600'], depends-on: [two]}
				    two: {command: [sleep, '600'], depends-on: [{child: three, condition: started}]}
				    three: {command: [sleep, '600'], depends-on: [four, two]}
				    four: {command: [sleep, '600']}
				"""))
			.contains("Property 'intercom.children.two.depends-on' cannot be used:",
					"Reason: the children wait for each other: two -> three -> two")
			.endsWith("Remove one of these dependencies.");
	}

	@Test
	void startWhenACompletionIsAwaitedThatNeverComesThenSaysSo(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).ofFile(output, """
				intercom:
				  children:
				    migration: {command: ['true']}
				    app: {command: [sleep, '600'], depends-on: [{child: migration, condition: completed}]}
				"""))
			.contains("Property 'intercom.children.app.depends-on' cannot be used:",
					"Reason: it never completes: it is started again after any end")
			.endsWith(
					"Set 'intercom.children.migration.restart.policy' to 'never' or 'on-failure', or wait for another "
							+ "condition.");
	}

	@Test
	void startWhenLinesAreAwaitedThatAreNotSeenThenSaysSo(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output,
				"command: [sleep, '600']\noutput: {inherit: true}\nreadiness: {line: up}"))
			.contains("Property 'intercom.children.resizer.readiness.line' cannot be used:",
					"Reason: the child writes to the application's own streams, where its lines are not seen");
	}

	private String failure(CapturedOutput output, String readiness) throws IOException {
		return new ConfigurationFailure(this.directory).of(output, "command: [sleep, '600']\nreadiness: " + readiness);
	}

}
