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
 * What a user reads when the configuration is wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationFailureTests {

	@TempDir
	private Path directory;

	@Test
	void startWhenKeyIsUnknownThenNamesItAndItsPlace(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				stop-timout: 2s
				""")).isEqualTo(
				"""
						Description:

						Property 'intercom.children.resizer.stop-timout' cannot be used:

						    Value: "2s"
						    Origin: URL [file:DIR/application.yml] - 5:20
						    Reason: there is no such property

						Action:

						Correct its name, or remove it. Known here are: script, command, options, source-dir, cwd, env,\
						 hide-env, exec-argv, interpreter, venv, inherit-env, silent, visible, forever, max, min-uptime, spin-sleep-time, \
						restart, event-options, spawn-with, auto-startup, startup, depends-on, optional, channel, queue-capacity, frame-limit, stop, \
						output, readiness, schedule, watch, limits, heartbeat.""");
	}

	@Test
	void startWhenEventOptionIsUnknownThenNamesIt(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				event-options: {wildcards: true}
				""")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.event-options.wildcards' cannot be used:

				    Value: "true"
				    Origin: URL [file:DIR/application.yml] - 5:34
				    Reason: there is no such property

				Action:

				Correct its name, or remove it. Known here are: wildcard, delimiter, max-listeners, \
				new-listener, remove-listener, verbose-memory-leak.""");
	}

	@Test
	void startWhenProgramIsMissingThenNamesPath(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, "command: [no-such-program, --fast]"))
			.isEqualTo("""
					Description:

					Property 'intercom.children.resizer.command' cannot be used:

					    Value: "no-such-program"
					    Origin: URL [file:DIR/application.yml] - 4:17
					    Reason: command 'no-such-program' was not found in PATH (PATH)

					Action:

					Install the program, or give its whole path. If the application can do without this child, set \
					'intercom.children.resizer.optional' to true.""");
	}

	@Test
	void startWhenCommandIsOneTextThenSaysToWriteList(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, "command: sleep 600")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.command' cannot be used:

				    Value: "sleep 600"
				    Origin: URL [file:DIR/application.yml] - 4:16
				    Reason: command 'sleep 600' was not found in PATH (PATH)

				Action:

				A command with arguments is a list: write 'intercom.children.resizer.command: [sleep, 600]'.""");
	}

	@Test
	void startWhenDirectoryIsMissingThenNamesIt(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				cwd: /no/such/directory
				""")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.cwd' cannot be used:

				    Value: "/no/such/directory"
				    Origin: URL [file:DIR/application.yml] - 5:12
				    Reason: cwd '/no/such/directory' is not a directory

				Action:

				Create it, or correct the path. If the application can do without this child, set \
				'intercom.children.resizer.optional' to true.""");
	}

	@Test
	void startWhenScriptAndCommandThenSaysToKeepOne(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				script: worker.py
				command: [sleep, '600']
				""")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.script' cannot be used:

				    Value: "worker.py"
				    Origin: URL [file:DIR/application.yml] - 4:15
				    Reason: there is also a command: [sleep, 600]

				Action:

				Keep 'intercom.children.resizer.script' for a script or main class, or \
				'intercom.children.resizer.command' for any other program, and remove the other one.""");
	}

	@Test
	void startWhenNeitherScriptNorCommandThenSaysToAddOne(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, "max: 3")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer' cannot be used:

				    Origin: URL [file:DIR/application.yml] - 4:12
				    Reason: there is nothing to run

				Action:

				Add 'intercom.children.resizer.script' with a script or main class, or \
				'intercom.children.resizer.command' with any other program and its arguments.""");
	}

	@Test
	void startWhenDurationIsNegativeThenNamesIt(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				min-uptime: -2s
				""")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.min-uptime' cannot be used:

				    Value: "-2s"
				    Origin: URL [file:DIR/application.yml] - 5:19
				    Reason: it is negative

				Action:

				Write a duration such as '2s' or '500ms', or 0.""");
	}

	@Test
	void startWhenMaxIsZeroThenNamesLeast(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				max: 0
				""")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.max' cannot be used:

				    Value: "0"
				    Origin: URL [file:DIR/application.yml] - 5:12
				    Reason: it is less than 1

				Action:

				Write at least 1. Leave it out for no limit.""");
	}

	@Test
	void startWhenCustomFdsThenSaysWhyNot(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, """
				command: [sleep, '600']
				spawn-with: {custom-fds: [-1, 1, 2]}
				""")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer.spawn-with.custom-fds' cannot be used:

				    Value: "[-1, 1, 2]"
				    Origin: URL [file:DIR/application.yml] - 5:33
				    Reason: a Java application cannot hand file descriptors of its own to a child

				Action:

				Remove it. To write to the application's own streams set \
				'intercom.children.resizer.output.inherit' to true.""");
	}

	@Test
	void startWhenNameIsEmptyThenSaysWhereToWriteIt(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, "''", "command: [sleep, '600']")).isEqualTo("""
				Description:

				Property 'intercom.children..command' cannot be used:

				    Origin: URL [file:DIR/application.yml] - 4:17
				    Reason: the name of the child is empty

				Action:

				Write a name between 'intercom.children' and the child's options.""");
	}

	@Test
	void startWhenNameHasSlashThenNamesAllowedCharacters(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, "'image/resizer'", "command: [sleep, '600']"))
			.isEqualTo("""
					Description:

					Property 'intercom.children.image/resizer.command' cannot be used:

					    Origin: URL [file:DIR/application.yml] - 4:17
					    Reason: the name 'image/resizer' has characters that cannot stand in bean names and web \
					addresses

					Action:

					Use letters, digits, '-', '_' and '.' only.""");
	}

	@Test
	void startWhenNameHasNoOptionsThenSaysWhatToGive(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, "resizer", "")).isEqualTo("""
				Description:

				Property 'intercom.children.resizer' cannot be used:

				    Value: ""
				    Origin: URL [file:DIR/application.yml] - 3:13
				    Reason: a child needs options below its name

				Action:

				Give it 'intercom.children.resizer.script' or 'intercom.children.resizer.command'.""");
	}

	@Test
	void startWhenNamesAreTheSameThenNamesBoth(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).ofFile(output, """
				intercom:
				  children:
				    my-worker:
				      command: [sleep, '600']
				    myWorker:
				      command: [sleep, '600']
				""")).isEqualTo("""
				Description:

				Property 'intercom.children.myWorker.command' cannot be used:

				    Origin: URL [file:DIR/application.yml] - 6:17
				    Reason: the names 'my-worker' and 'myWorker' are the same: case, '-' and '_' make no \
				difference in property names

				Action:

				Give one of the children another name.""");
	}

	@Test
	void startWhenBeanNameIsTakenThenNamesBean(CapturedOutput output) throws IOException {
		assertThat(new ConfigurationFailure(this.directory).of(output, "taken", "command: [sleep, '600']"))
			.isEqualTo("""
					Description:

					The bean 'takenChild' could not be registered. A bean with that name has already been defined \
					in org.intercom4j.boot.autoconfigure.ConfigurationFailure$Application and overriding is \
					disabled.

					Action:

					Consider renaming one of the beans or enabling overriding by setting \
					spring.main.allow-bean-definition-overriding=true""");
	}

}
