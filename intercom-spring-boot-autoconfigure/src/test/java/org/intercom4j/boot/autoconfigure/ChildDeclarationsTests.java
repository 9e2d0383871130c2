package org.intercom4j.boot.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.intercom4j.ChildOptions;
import org.intercom4j.JsonFields;
import org.intercom4j.LevelPattern;
import org.intercom4j.OutputFormat;
import org.intercom4j.OutputLevel;
import org.intercom4j.OutputOptions;
import org.intercom4j.SpawnOptions;
import org.intercom4j.boot.context.ChildDeclaration;
import org.intercom4j.boot.schedule.Schedule;
import org.intercom4j.boot.watch.WatchOptions;
import org.intercom4j.channel.Transport;
import org.intercom4j.process.StopSignal;
import org.intercom4j.process.StopTimeouts;
import org.intercom4j.readiness.ReadinessOptions;
import org.intercom4j.readiness.ReadinessOptions.TimeoutAction;
import org.intercom4j.readiness.ReadinessProbe;
import org.intercom4j.supervisor.BackoffPolicy;
import org.intercom4j.supervisor.RestartCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

class ChildDeclarationsTests {

	private static final String EVERY_KEY = """
			script: worker.py
			options: [--quality, "80"]
			source-dir: workers
			cwd: /tmp
			env: {MY_VAR: one, with.dot: two}
			hide-env: [SECRET]
			exec-argv: [-u]
			silent: true
			visible: true
			forever: true
			max: 5
			min-uptime: 2s
			spin-sleep-time: 500
			spawn-with: {env: {LOW: level}, cwd: /var, silent: false, exec-argv: [-v], setsid: true, custom-fds: -1}
			auto-startup: false
			startup: wait
			readiness: {port: "db:5432", timeout: 5s, on-timeout: warn, interval: 1s}
			optional: true
			channel: tcp
			queue-capacity: 7
			frame-limit: 1MB
			stop: {drain-timeout: 4s, message-timeout: 1s, terminate-timeout: 2s, kill-timeout: 3s, signal: int}
			output:
			  inherit: true
			  charset: ISO-8859-1
			  max-line-length: 100
			  max-lines-per-second: 50
			  last-lines: 9
			  stdout-level: debug
			  stderr-level: off
			  level-patterns: [{pattern: "^WARN", level: warn}, {pattern: noise, level: off}]
			  format: json
			  json: {message: text, level: [severity, lvl], ignored: [time]}
			""";

	@Test
	void declarationWhenOnlyScriptThenHasDefaultsOfLibrary() throws Exception {
		ChildDeclaration declaration = declare("script: worker.py");
		assertThat(declaration.start()).isEqualTo(ChildDeclaration.Start.BACKGROUND);
		assertThat(declaration.dependsOn()).isEmpty();
		assertThat(declaration.optional()).isFalse();
		assertThat(declaration.options()).usingRecursiveComparison()
			.isEqualTo(ChildOptions.builder("worker.py").build());
	}

	@Test
	void declarationWhenEveryKeyIsGivenThenHasAll() throws Exception {
		ChildDeclaration declaration = declare(EVERY_KEY);
		assertThat(declaration.start()).isEqualTo(ChildDeclaration.Start.BY_HAND);
		assertThat(declaration.optional()).isTrue();
		ChildOptions options = declaration.options();
		assertThat(options.script()).isEqualTo("worker.py");
		assertThat(options.options()).containsExactly("--quality", "80");
		assertThat(options.sourceDir()).isEqualTo(Path.of("workers"));
		assertThat(options.cwd()).isEqualTo(Path.of("/tmp"));
		assertThat(options.env()).isEqualTo(Map.of("MY_VAR", "one", "with.dot", "two"));
		assertThat(options.hideEnv()).containsExactly("SECRET");
		assertThat(options.execArgv()).containsExactly("-u");
		assertThat(options.silent()).isTrue();
		assertThat(options.visible()).isTrue();
		assertThat(options.forever()).isTrue();
		assertThat(options.max()).isEqualTo(5);
		assertThat(options.minUptime()).isEqualTo(Duration.ofSeconds(2));
		assertThat(options.spinSleepTime()).isEqualTo(Duration.ofMillis(500));
		assertThat(options.spawnWith())
			.isEqualTo(new SpawnOptions(Map.of("LOW", "level"), Path.of("/var"), false, List.of("-v"), true));
		assertThat(options.channel().transport()).isEqualTo(Transport.TCP);
		assertThat(options.channel().frameLimit()).isEqualTo(1 << 20);
		assertThat(options.queueCapacity()).isEqualTo(7);
		assertThat(options.readiness()).isEqualTo(new ReadinessOptions(new ReadinessProbe.Port("db", 5432),
				Duration.ofSeconds(5), TimeoutAction.WARN, Duration.ofSeconds(1)));
		assertThat(options.stop()).isEqualTo(new StopTimeouts(Duration.ofSeconds(4), Duration.ofSeconds(1),
				Duration.ofSeconds(2), Duration.ofSeconds(3), StopSignal.INT));
		assertThat(options.output()).isEqualTo(
				new OutputOptions(true, StandardCharsets.ISO_8859_1, 100, 50, 9, OutputLevel.DEBUG, OutputLevel.OFF,
						List.of(new LevelPattern("^WARN", OutputLevel.WARN),
								new LevelPattern("noise", OutputLevel.OFF)),
						OutputFormat.JSON,
						new JsonFields(List.of("text"), List.of("severity", "lvl"), List.of("time"))));
	}

	@Test
	void declarationWhenTailLinesAreGivenThenAreTheLastLines() throws Exception {
		assertThat(declare("script: worker.py\noutput: {tail-lines: 9}").options().output().lastLines()).isEqualTo(9);
	}

	@Test
	void declarationWhenRestartIsGivenThenPolicyHasAll() throws Exception {
		ChildOptions options = declare("""
				script: worker.py
				restart: {policy: on-failure, success-exit-codes: [0, 143], delay: 1s, multiplier: 1.5, max-delay: 2m,
					jitter: 0.5, max-restarts: 5, window: 10m, reset-after: 3m}
				""").options();
		assertThat(options.restartPolicy())
			.isEqualTo(new BackoffPolicy(RestartCondition.ON_FAILURE, Set.of(0, 143), Duration.ofSeconds(1), 1.5,
					Duration.ofMinutes(2), 0.5, 5, Duration.ofMinutes(10), Duration.ofMinutes(3)));
	}

	@Test
	void declarationWhenOneRestartKeyIsGivenThenTheOthersAreThoseOfTheLibrary() throws Exception {
		ChildOptions options = declare("""
				script: worker.py
				restart: {max-restarts: 5}
				""").options();
		assertThat(options.restart()).isEqualTo(BackoffPolicy.builder().maxRestarts(5).build());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			probe: started                  | its process                        | PT1M
			probe: channel                  | its channel                        | PT1M
			event: 'model::loaded'          | its event 'model::loaded'          | PT1M
			line: 'listening on'            | a line of its output with 'listening on' | PT1M
			port: 8080, timeout: 0          | port 8080 of localhost             | PT0S
			url: 'http://localhost:1/up'    | an answer of http://localhost:1/up | PT1M
			command: [test, -e, x]          | exit code 0 of [test, -e, x]       | PT1M
			interval: 1s                    | the channel of a script that connects, else for the process | PT0S
			""")
	void declarationWhenReadinessIsGivenThenWaitsForThat(String readiness, String description, Duration timeout)
			throws Exception {
		ReadinessOptions options = declare("script: worker.py\nreadiness: {" + readiness + "}").options().readiness();
		assertThat(options.probe().description()).isEqualTo(description);
		assertThat(options.timeout()).isEqualTo(timeout);
		assertThat(options.onTimeout()).isEqualTo(TimeoutAction.RESTART);
	}

	@Test
	void declarationWhenItIsWaitedForThenSaysSo() throws Exception {
		assertThat(declare("script: worker.py\nstartup: wait").start()).isEqualTo(ChildDeclaration.Start.AWAITED);
	}

	@Test
	void declarationWhenThereIsAScheduleThenIsRunAtItsTimes() throws Exception {
		ChildDeclaration declaration = declare("script: worker.py\nschedule: {fixed-delay: 5m, overlap: wait}");
		assertThat(declaration.start()).isEqualTo(ChildDeclaration.Start.SCHEDULED);
		assertThat(declaration.schedule())
			.isEqualTo(Schedule.fixedDelay(Duration.ofMinutes(5)).withOverlap(Schedule.Overlap.WAIT));
		assertThat(declare("script: worker.py\nschedule: {cron: '@daily'}\nauto-startup: false").start())
			.isEqualTo(ChildDeclaration.Start.BY_HAND);
	}

	@Test
	void declarationWhenFilesAndLimitsAreGivenThenHasThem() throws Exception {
		ChildDeclaration declaration = declare(
				"script: worker.py\nwatch: {enabled: true, paths: src}\nlimits: {max-age: 1h}");
		assertThat(declaration.watch()).isNotNull().extracting(WatchOptions::paths).isEqualTo(List.of(Path.of("src")));
		assertThat(declaration.options().limits().maxAge()).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void declarationWhenEventOptionsThenEmitterHasThem() throws Exception {
		ChildOptions options = declare("""
				command: [sleep, "600"]
				event-options: {wildcard: false, delimiter: /, max-listeners: 3, new-listener: true,
					remove-listener: true, verbose-memory-leak: true}
				""").options();
		assertThat(options.command()).containsExactly("sleep", "600");
		assertThat(options.eventOptions().wildcard()).isFalse();
		assertThat(options.eventOptions().delimiter()).isEqualTo("/");
		assertThat(options.eventOptions().maxListeners()).isEqualTo(3);
		assertThat(options.eventOptions().newListener()).isTrue();
		assertThat(options.eventOptions().removeListener()).isTrue();
		assertThat(options.eventOptions().verboseMemoryLeak()).isTrue();
	}

	private static ChildDeclaration declare(String options) throws Exception {
		String yaml = "intercom:\n  children:\n    worker:\n" + options.replace("\t", "  ").indent(6);
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("test",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		IntercomProperties properties = new Binder(ConfigurationPropertySources.from(sources)).bindOrCreate("intercom",
				IntercomProperties.class);
		return new ChildDeclarations(properties).of(Set.of("worker")).get(0);
	}

}
