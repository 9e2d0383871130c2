package org.intercom4j.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a user reads when a script or its interpreter cannot be used.
 */
@ExtendWith(OutputCaptureExtension.class)
class ScriptFailureTests {

	@TempDir
	private Path directory;

	@Test
	void startWhenScriptIsMissingThenNamesFile(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, "script: workers/resizer.py")).isEqualTo(
				"""
						Description:

						Property 'intercom.children.resizer.script' cannot be used:

						    Value: "workers/resizer.py"
						    Origin: URL [file:DIR/application.yml] - 4:15
						    Reason: script 'workers/resizer.py' does not exist: there is no file \
						HERE/workers/resizer.py

						Action:

						Correct the name; a relative path starts at the source directory or the application's working directory.\
						 If the application can do without this child, set 'intercom.children.resizer.optional' to \
						true.""");
	}

	@Test
	void startWhenInterpreterIsMissingThenBlamesScript(CapturedOutput output) throws IOException {
		Files.createFile(this.directory.resolve("worker.py"));
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				script: worker.py
				source-dir: %s
				env: {PATH: /nowhere}
				""".formatted(this.directory))).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.script' cannot be used:

				    Value: "worker.py"
				    Origin: URL [file:DIR/application.yml] - 4:15
				    Reason: interpreter 'python3' was not found in PATH (/nowhere)

				Action:

				Install Python 3.9 or later, or give 'venv', or the whole path of its program as \
				'interpreter'. If the application can do without this child, set \
				'intercom.children.resizer.optional' to true.""");
	}

	@Test
	void startWhenVirtualEnvironmentIsMissingThenNamesIt(CapturedOutput output) throws IOException {
		Files.createFile(this.directory.resolve("worker.py"));
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				script: worker.py
				source-dir: %s
				venv: no/such
				""".formatted(this.directory))).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.venv' cannot be used:

				    Value: "no/such"
				    Origin: URL [file:DIR/application.yml] - 6:13
				    Reason: venv 'HERE/no/such/bin/python' does not exist (looked for HERE/no/such/bin/python)

				Action:

				Create it, as by 'python3 -m venv no/such', or correct the path. If the application can do without \
				this child, set 'intercom.children.resizer.optional' to true.""");
	}

	@Test
	void startWhenScriptIsNotOnTheClassPathThenTellsWhereItStarts(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, "script: classpath:workers/resizer.py"))
			.isEqualTo("""
					Description:

					Property 'intercom.children.resizer.script' cannot be used:

					    Value: "classpath:workers/resizer.py"
					    Origin: URL [file:DIR/application.yml] - 4:15
					    Reason: script 'classpath:workers/resizer.py' does not exist: the class path has no such file

					Action:

					Correct the name; it starts at the root of the class path, as in src/main/resources. If the \
					application can do without this child, set 'intercom.children.resizer.optional' to true.""");
	}

	@Test
	void startWhenAnInterpreterIsGivenBesideACommandThenSaysSo(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				interpreter: node
				""")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.interpreter' cannot be used:

				    Value: "node"
				    Origin: URL [file:DIR/application.yml] - 5:20
				    Reason: it has no effect beside a command

				Action:

				Remove it, and write all arguments into 'intercom.children.resizer.command'.""");
	}

	@Test
	void startWhenTheAllowListIsMixedThenSaysSo(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				inherit-env: [PATH, none]
				""")).contains("Reason: 'all' and 'none' stand alone")
			.contains("Write 'all', 'none', or names of variables such as PATH or LC_*.");
	}

}
