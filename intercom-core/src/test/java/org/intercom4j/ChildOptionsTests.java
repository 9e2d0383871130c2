package org.intercom4j;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.intercom4j.channel.ChannelOptions;
import org.intercom4j.channel.Transport;
import org.intercom4j.emitter.EmitterOptions;
import org.intercom4j.heartbeat.HeartbeatOptions;
import org.intercom4j.limits.LimitOptions;
import org.intercom4j.process.StopTimeouts;
import org.intercom4j.readiness.ReadinessOptions;
import org.intercom4j.readiness.ReadinessProbe;
import org.intercom4j.supervisor.BackoffPolicy;
import org.intercom4j.supervisor.MonitorPolicy;
import org.intercom4j.supervisor.RestartCondition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChildOptionsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final OutputOptions OUTPUT = OutputOptions.builder()
		.inherit(true)
		.charset(StandardCharsets.ISO_8859_1)
		.maxLineLength(80)
		.maxLinesPerSecond(7)
		.lastLines(5)
		.stdoutLevel(OutputLevel.DEBUG)
		.stderrLevel(OutputLevel.OFF)
		.levelPatterns(List.of(new LevelPattern("^E", OutputLevel.ERROR)))
		.format(OutputFormat.JSON)
		.json(new JsonFields(List.of("text"), List.of("severity"), List.of("time")))
		.build();

	private static final HeartbeatOptions HEARTBEAT = new HeartbeatOptions(SECOND, SECOND);

	private static final LimitOptions LIMITS = new LimitOptions(1000L, SECOND, 3L, SECOND);

	private static final EmitterOptions PLAIN = EmitterOptions.builder().build();

	@Test
	void buildWhenNothingElseIsGivenThenHasTheDefaults() {
		ChildOptions options = ChildOptions.builder("worker.js").build();
		assertThat(options).isEqualTo(new ChildOptions("worker.js", List.of(), List.of(), null, null, Map.of(),
				List.of(), List.of(), null, null, InheritedEnvironment.ALL, null, false, null, null, null, null, null,
				EventBus.DEFAULT_OPTIONS, SpawnOptions.NONE, StopTimeouts.DEFAULT, OutputOptions.DEFAULT,
				ChannelOptions.defaults(), 10_000, ReadinessOptions.DEFAULT, LimitOptions.NONE, HeartbeatOptions.NONE));
		assertThat(options.isSilent()).isFalse();
		assertThat(options.eventOptions().delimiter()).isEqualTo("::");
		assertThat(options.eventOptions().wildcard()).isTrue();
		assertThat(options.output()).isEqualTo(new OutputOptions(false, StandardCharsets.UTF_8, 64 * 1024, 0, 200,
				OutputLevel.INFO, OutputLevel.WARN, List.of(), OutputFormat.TEXT, JsonFields.DEFAULT));
		assertThat(options.stop())
			.isEqualTo(new StopTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(5)));
	}

	@Test
	void toBuilderWhenEveryOptionIsSetThenKeepsAll() {
		ChildOptions options = everything();
		assertThat(options.toBuilder().build()).isEqualTo(options);
		assertThat(options.toBuilder().max(9).build()).isNotEqualTo(options);
		ChildOptions command = ChildOptions.command("sh", "-c", "true").build();
		assertThat(command.toBuilder().build()).isEqualTo(command);
		assertThat(command.command()).containsExactly("sh", "-c", "true");
		assertThat(command.script()).isNull();
	}

	@Test
	void everyOptionWhenSetThenIsThatOfTheBuilder() {
		ChildOptions options = everything();
		assertThat(options).isEqualTo(new ChildOptions("worker.js", List.of(), List.of("-a"), Path.of("/src"),
				Path.of("/cwd"), Map.of("A", "1"), List.of("B"), List.of("--x"), "node22", null,
				InheritedEnvironment.NONE, true, true, true, 7, SECOND, SECOND.multipliedBy(2), null, PLAIN,
				new SpawnOptions(Map.of("C", "2"), Path.of("/low"), false, List.of("--y"), true),
				new StopTimeouts(SECOND, SECOND, SECOND), OUTPUT,
				ChannelOptions.builder().transport(Transport.TCP).build(), 11,
				ReadinessOptions.of(new ReadinessProbe.Started()), LIMITS, HEARTBEAT));
		assertThat(options.restartPolicy()).isEqualTo(new MonitorPolicy(true, 7, SECOND, SECOND.multipliedBy(2)));
	}

	@Test
	void restartPolicyWhenNothingIsSetThenIsTheDefault() {
		ChildOptions options = ChildOptions.builder("x").build();
		assertThat(options.restart()).isNull();
		assertThat(options.restartPolicy()).isEqualTo(new BackoffPolicy(RestartCondition.ALWAYS, Set.of(0),
				Duration.ofMillis(500), 2, Duration.ofSeconds(30), 0.2, null, null, Duration.ofSeconds(60)));
	}

	@Test
	void restartPolicyWhenSetThenIsThatAndIsKept() {
		BackoffPolicy policy = BackoffPolicy.builder().policy(RestartCondition.NEVER).build();
		ChildOptions options = ChildOptions.builder("x").restart(policy).build();
		assertThat(options.restartPolicy()).isSameAs(policy);
		assertThat(options.toBuilder().build()).isEqualTo(options);
	}

	@Test
	void restartPolicyWhenOneOptionOfTheOriginalIsSetThenIsItsMonitor() {
		assertThat(ChildOptions.builder("x").forever(false).build().restartPolicy())
			.isEqualTo(new MonitorPolicy(false, null, Duration.ZERO, null));
		assertThat(ChildOptions.builder("x").max(3).build().restartPolicy())
			.isEqualTo(new MonitorPolicy(false, 3, Duration.ZERO, null));
		assertThat(ChildOptions.builder("x").minUptime(SECOND).build().restartPolicy())
			.isEqualTo(new MonitorPolicy(false, null, SECOND, null));
		assertThat(ChildOptions.builder("x").spinSleepTime(SECOND).build().restartPolicy())
			.isEqualTo(new MonitorPolicy(false, null, Duration.ZERO, SECOND));
	}

	@Test
	void buildWhenBothKindsOfRestartOptionsAreSetThenNamesThem() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ChildOptions.builder("x").restart(BackoffPolicy.DEFAULT).max(3).minUptime(SECOND).build())
			.withMessage("'restart' and 'max', 'minUptime' must not both be given but were " + BackoffPolicy.DEFAULT
					+ " and [3, PT1S]");
		assertRefused(ChildOptions.builder("x").restart(BackoffPolicy.DEFAULT).forever(false),
				"'restart' and 'forever' must not both be given but were " + BackoffPolicy.DEFAULT + " and [false]");
		assertRefused(ChildOptions.builder("x").restart(BackoffPolicy.DEFAULT).spinSleepTime(SECOND),
				"'restart' and 'spinSleepTime' must not both be given but were " + BackoffPolicy.DEFAULT
						+ " and [PT1S]");
	}

	@Test
	void buildWhenOptionsHaveNoEffectTogetherThenIsRefused() {
		ChildOptionsBuilder command = ChildOptions.command("sh");
		assertThatIllegalArgumentException().isThrownBy(() -> command.interpreter("node").build())
			.withMessage("'interpreter' has no effect beside a command but was 'node'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ChildOptions.command("sh").execArgv(List.of("-x")).build())
			.withMessage("'execArgv' has no effect beside a command but was '[-x]'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ChildOptions.builder("classpath:x.py").sourceDir(Path.of("src")).build())
			.withMessage("'sourceDir' has no effect beside a script on the class path but was 'src'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ChildOptions.builder("x.py").interpreter("python3").venv(Path.of("env")).build())
			.withMessage("'venv' has no effect beside an interpreter but was 'env'");
		assertThatIllegalArgumentException().isThrownBy(() -> ChildOptions.builder("x.py").interpreter(" ").build())
			.withMessage("'interpreter' must not be empty");
	}

	@Test
	void inheritedEnvironmentWhenAskedThenIncludesWhatItNames() {
		InheritedEnvironment some = InheritedEnvironment.of(List.of("PATH", "LC_*"));
		assertThat(List.of("PATH", "PATHEXT", "LC_ALL", "HOME")).filteredOn(some::includes)
			.containsExactly("PATH", "LC_ALL");
		assertThat(InheritedEnvironment.of(List.of("all")).includes("HOME")).isTrue();
		assertThat(InheritedEnvironment.of(List.of("none")).includes("HOME")).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> InheritedEnvironment.of(List.of("A", "")))
			.withMessage("'inheritEnv' must not hold an empty name");
	}

	@Test
	void isSilentWhenGivenDirectlyThenWinsOverTheLowerLevel() {
		SpawnOptions silent = new SpawnOptions(Map.of(), null, true, List.of(), null);
		assertThat(ChildOptions.builder("x").spawnWith(silent).build().isSilent()).isTrue();
		assertThat(ChildOptions.builder("x").spawnWith(silent).silent(false).build().isSilent()).isFalse();
	}

	@Test
	void buildWhenTheCallerChangesItsCollectionsThenStaysTheSame() {
		List<String> arguments = new ArrayList<>(List.of("a"));
		ChildOptions options = ChildOptions.builder("x").options(arguments).build();
		arguments.clear();
		assertThat(options.options()).containsExactly("a");
	}

	@Test
	void buildWhenScriptAndCommandAreGivenThenIsRefused() {
		assertRefused(ChildOptions.builder("x").command(List.of("y")),
				"'script' and 'command' must not both be given but were 'x' and [y]");
	}

	@Test
	void buildWhenThereIsNothingToRunThenIsRefused() {
		assertRefused(new ChildOptionsBuilder(), "'script' or 'command' must be given");
		assertRefused(ChildOptions.builder(" "), "'script' must not be empty");
		assertRefused(ChildOptions.command("", "x"), "'command' must not be empty");
	}

	@Test
	void buildWhenANumberIsTooSmallThenIsRefused() {
		assertRefused(ChildOptions.builder("x").queueCapacity(0), "'queueCapacity' must be at least 1 but was 0");
		assertRefused(ChildOptions.builder("x").max(0), "'max' must be at least 1 but was 0");
		assertRefused(ChildOptions.builder("x").minUptime(SECOND.negated()),
				"'minUptime' must not be negative but was PT-1S");
		assertRefused(ChildOptions.builder("x").spinSleepTime(SECOND.negated()),
				"'spinSleepTime' must not be negative but was PT-1S");
	}

	@Test
	void outputWhenANumberIsTooSmallThenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> OutputOptions.builder().maxLineLength(1).build())
			.withMessage("'maxLineLength' must be at least 2 but was 1");
		assertThatIllegalArgumentException().isThrownBy(() -> OutputOptions.builder().lastLines(-1).build())
			.withMessage("'lastLines' must not be negative but was -1");
		assertThatIllegalArgumentException().isThrownBy(() -> OutputOptions.builder().maxLinesPerSecond(-1).build())
			.withMessage("'maxLinesPerSecond' must not be negative but was -1");
	}

	@Test
	void outputWhenEveryOptionIsSetThenToBuilderKeepsAll() {
		assertThat(OUTPUT).isEqualTo(new OutputOptions(true, StandardCharsets.ISO_8859_1, 80, 7, 5, OutputLevel.DEBUG,
				OutputLevel.OFF, List.of(new LevelPattern("^E", OutputLevel.ERROR)), OutputFormat.JSON,
				new JsonFields(List.of("text"), List.of("severity"), List.of("time"))));
		assertThat(OUTPUT.toBuilder().build()).isEqualTo(OUTPUT);
	}

	@Test
	void levelPatternWhenItIsNoRegularExpressionThenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LevelPattern("(a", OutputLevel.WARN))
			.withMessage("'pattern' must be a regular expression but was '(a': Unclosed group");
	}

	private static void assertRefused(ChildOptionsBuilder builder, String message) {
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
	}

	private static ChildOptions everything() {
		return ChildOptions.builder("worker.js")
			.options(List.of("-a"))
			.sourceDir(Path.of("/src"))
			.cwd(Path.of("/cwd"))
			.env(Map.of("A", "1"))
			.hideEnv(List.of("B"))
			.execArgv(List.of("--x"))
			.interpreter("node22")
			.inheritEnv(InheritedEnvironment.NONE)
			.silent(true)
			.visible(true)
			.forever(true)
			.max(7)
			.minUptime(SECOND)
			.spinSleepTime(SECOND.multipliedBy(2))
			.eventOptions(PLAIN)
			.spawnWith(new SpawnOptions(Map.of("C", "2"), Path.of("/low"), false, List.of("--y"), true))
			.stop(new StopTimeouts(SECOND, SECOND, SECOND))
			.output(OUTPUT)
			.channel(ChannelOptions.builder().transport(Transport.TCP).build())
			.queueCapacity(11)
			.limits(LIMITS)
			.heartbeat(HEARTBEAT)
			.readiness(ReadinessOptions.of(new ReadinessProbe.Started()))
			.build();
	}

}
