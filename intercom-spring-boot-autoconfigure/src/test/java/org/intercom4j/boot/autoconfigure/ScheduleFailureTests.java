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
 * What a user reads when a schedule is wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class ScheduleFailureTests {

	@TempDir
	private Path directory;

	@Test
	void startWhenTheCronExpressionIsWrongThenHasTheTextOfSpring(CapturedOutput output) throws IOException {
		assertThat(failure(output, "schedule: {cron: '30 4 * * *'}")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.schedule.cron' cannot be used:

				    Value: "30 4 * * *"
				    Origin: URL [file:DIR/application.yml] - 5:24
				    Reason: it is no cron expression: Cron expression must consist of 6 fields \
				(found 5 in "30 4 * * *")

				Action:

				Write six fields (second, minute, hour, day, month, day of week), such as '0 30 4 * * MON-FRI'.""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					schedule: {cron: '0 0 0 30 2 *'}                            | schedule.cron | there is no such time
					schedule: {cron: '@daily', fixed-delay: 1m}                 | schedule.fixed-delay | there is also 'intercom.children.resizer.schedule.cron'
					schedule: {overlap: wait}                                   | schedule | it tells no time
					schedule: {fixed-delay: 0s}                                 | schedule.fixed-delay | it is not longer than zero
					schedule: {cron: '@daily', zone: Mars/Base}                 | schedule.zone | there is no such time zone
					schedule: {fixed-delay: 1m, zone: UTC}                      | schedule.zone | it has no effect without 'intercom.children.resizer.schedule.cron'
					{schedule: {fixed-delay: 1m}, restart: {jitter: 0}}         | restart.policy | a scheduled child is not restarted when it succeeds
					{schedule: {fixed-delay: 1m}, max: 3}                       | max | a scheduled child is not restarted when it succeeds
					{schedule: {fixed-delay: 1m}, startup: wait}                | startup | the child has a schedule
					""")
	void startWhenAValueCannotBeUsedThenSaysWhy(String options, String option, String reason, CapturedOutput output)
			throws IOException {
		assertThat(failure(output, options.startsWith("{") ? options.substring(1, options.length() - 1) : options))
			.contains("Property 'intercom.children.resizer." + option + "' cannot be used:", "Reason: " + reason);
	}

	@Test
	void startWhenAScheduledChildDependsOnAnotherThenIsRefused(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).ofFile(output, """
				intercom:
				  children:
				    one: {command: [sleep, '600']}
				    two: {command: ['true'], depends-on: [one], schedule: {fixed-delay: 1m}}
				""")).contains("Property 'intercom.children.two.depends-on' cannot be used:",
				"Reason: the child has a schedule");
	}

	private String failure(CapturedOutput output, String options) throws IOException {
		return new ConfigurationFailure(this.directory).ofFile(output, """
				intercom:
				  children:
				    resizer:
				      {command: [sleep, '600'],
				      %s}
				""".formatted(options));
	}

}
