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
 * What a user reads when the properties about restarts are wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class RestartFailureTests {

	@TempDir
	private Path directory;

	@Test
	void startWhenBothKindsOfKeysAreSetThenNamesThem(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				max: 10
				min-uptime: 2s
				restart: {delay: 1s}
				""")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.max' cannot be used:

				    Value: "10"
				    Origin: URL [file:DIR/application.yml] - 5:12
				    Reason: there is also 'intercom.children.resizer.restart', which excludes it

				Action:

				Keep 'intercom.children.resizer.restart.*', or the keys of the original (max, min-uptime), and \
				remove the others.""");
	}

	@Test
	void startWhenTheDelayIsTooLongThenNamesBoth(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				restart: {delay: 1m}
				""")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.restart.delay' cannot be used:

				    Value: "1m"
				    Origin: URL [file:DIR/application.yml] - 5:24
				    Reason: it is longer than 'intercom.children.resizer.restart.max-delay' of PT30S

				Action:

				Write a shorter one, or a longer 'intercom.children.resizer.restart.max-delay'.""");
	}

	@Test
	void startWhenThePolicyIsUnknownThenNamesTheKnown(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				restart: {policy: sometimes}
				""")).contains("intercom.children.resizer.restart.policy", "sometimes", "application.yml] - 5:25",
				"ALWAYS", "NEVER", "ON_FAILURE");
	}

	@Test
	void startWhenARestartKeyIsUnknownThenNamesTheKnown(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				restart: {max: 3}
				""")).contains("Property 'intercom.children.resizer.restart.max' cannot be used",
				"Known here are: policy, success-exit-codes, delay, multiplier, max-delay, jitter, max-restarts, "
						+ "window, reset-after.");
	}

}
