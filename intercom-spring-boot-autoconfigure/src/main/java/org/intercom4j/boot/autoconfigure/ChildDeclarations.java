package org.intercom4j.boot.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.intercom4j.ChildOptions;
import org.intercom4j.InheritedEnvironment;
import org.intercom4j.JsonFields;
import org.intercom4j.LevelPattern;
import org.intercom4j.OutputOptions;
import org.intercom4j.SpawnOptions;
import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.intercom4j.boot.autoconfigure.IntercomProperties.DependsOn;
import org.intercom4j.boot.autoconfigure.IntercomProperties.EventOptions;
import org.intercom4j.boot.autoconfigure.OutputProperties.LevelPatternProperties;
import org.intercom4j.boot.autoconfigure.IntercomProperties.Restart;
import org.intercom4j.boot.autoconfigure.IntercomProperties.SpawnWith;
import org.intercom4j.boot.context.ChildDeclaration;
import org.intercom4j.boot.context.Dependency;
import org.intercom4j.boot.schedule.Schedule;
import org.intercom4j.channel.ChannelOptions;
import org.intercom4j.emitter.EmitterOptions;
import org.intercom4j.process.StopTimeouts;
import org.intercom4j.supervisor.BackoffPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Turns the properties of children into the options of the library.
 */
final class ChildDeclarations {

	private final IntercomProperties properties;

	ChildDeclarations(IntercomProperties properties) {
		this.properties = properties;
	}

	/**
	 * The declarations of the children with these names.
	 * @throws InvalidChildPropertyException if one cannot be used
	 */
	List<ChildDeclaration> of(Set<String> names) {
		new DependencyRules(this.properties.children()).check();
		return names.stream().map(this::declaration).toList();
	}

	private ChildDeclaration declaration(String name) {
		ChildProperties child = Objects.requireNonNull(this.properties.children().get(name));
		new ChildPropertyRules(new ChildProperty(name)).check(child);
		Schedule schedule = new ScheduleRules(new ChildProperty(name)).schedule(child);
		return new ChildDeclaration(name, options(child, new ChildProperty(name)), start(child), child.optional(),
				child.dependsOn().stream().map(ChildDeclarations::dependency).toList(), schedule,
				WatchRules.of(new ChildProperty(name)).options(child));
	}

	private ChildDeclaration.Start start(ChildProperties child) {
		if (!this.properties.enabled() || !child.autoStartup()) {
			return ChildDeclaration.Start.BY_HAND;
		}
		if (child.schedule() != null) {
			return ChildDeclaration.Start.SCHEDULED;
		}
		return switch (child.startup()) {
			case BACKGROUND -> ChildDeclaration.Start.BACKGROUND;
			case WAIT -> ChildDeclaration.Start.AWAITED;
		};
	}

	private static Dependency dependency(DependsOn source) {
		return new Dependency(Objects.requireNonNull(source.child()), source.condition());
	}

	private static ChildOptions options(ChildProperties child, ChildProperty keys) {
		String script = child.script();
		String[] command = child.command().toArray(String[]::new);
		return ((script != null) ? ChildOptions.builder(script) : ChildOptions.command(command))
			.options(child.options())
			.sourceDir(path(child.sourceDir()))
			.cwd(path(child.cwd()))
			.env(child.env())
			.hideEnv(child.hideEnv())
			.execArgv(child.execArgv())
			.interpreter(child.interpreter())
			.venv(path(child.venv()))
			.inheritEnv(InheritedEnvironment.of(child.inheritEnv()))
			.silent(child.silent())
			.visible(child.visible())
			.forever(child.forever())
			.max(child.max())
			.minUptime(child.minUptime())
			.spinSleepTime(child.spinSleepTime())
			.restart(restart(child))
			.eventOptions(emitter(child.eventOptions()))
			.spawnWith(spawn(child.spawnWith()))
			.stop(stop(child.stop()))
			.output(output(child.output()))
			.channel(channel(child))
			.queueCapacity(child.queueCapacity())
			.readiness(new ReadinessRules(keys).options(child))
			.limits(new LimitRules(keys).options(child.limits()))
			.heartbeat(new HeartbeatRules(keys).options(child.heartbeat()))
			.build();
	}

	private static @Nullable Path path(@Nullable String text) {
		return (text != null) ? Path.of(text) : null;
	}

	private static @Nullable BackoffPolicy restart(ChildProperties child) {
		Restart source = child.restart();
		if (source == null) {
			return (child.schedule() != null) ? ScheduleRules.ONE_RUN : null;
		}
		return new BackoffPolicy(source.policy(), source.successExitCodes(), source.delay(), source.multiplier(),
				source.maxDelay(), source.jitter(), source.maxRestarts(), source.window(), source.resetAfter());
	}

	private static EmitterOptions emitter(EventOptions source) {
		EmitterOptions.Builder builder = EmitterOptions.builder()
			.wildcard(source.wildcard())
			.delimiter(source.delimiter())
			.newListener(source.newListener())
			.removeListener(source.removeListener())
			.verboseMemoryLeak(source.verboseMemoryLeak());
		if (source.maxListeners() != null) {
			builder.maxListeners(source.maxListeners());
		}
		return builder.build();
	}

	private static SpawnOptions spawn(SpawnWith source) {
		return new SpawnOptions(source.env(), path(source.cwd()), source.silent(), source.execArgv(), source.setsid());
	}

	private static StopTimeouts stop(StopProperties source) {
		return new StopTimeouts(source.drainTimeout(), source.messageTimeout(), source.terminateTimeout(),
				source.killTimeout(), source.signal());
	}

	private static OutputOptions output(OutputProperties source) {
		return OutputOptions.builder()
			.inherit(source.inherit())
			.charset(source.charset())
			.maxLineLength(source.maxLineLength())
			.maxLinesPerSecond(source.maxLinesPerSecond())
			.lastLines((source.tailLines() != null) ? source.tailLines() : source.lastLines())
			.stdoutLevel(source.stdoutLevel())
			.stderrLevel(source.stderrLevel())
			.levelPatterns(source.levelPatterns().stream().map(ChildDeclarations::levelPattern).toList())
			.format(source.format())
			.json(new JsonFields(source.json().message(), source.json().level(), source.json().ignored()))
			.build();
	}

	private static LevelPattern levelPattern(LevelPatternProperties source) {
		return new LevelPattern(Objects.requireNonNull(source.pattern()), Objects.requireNonNull(source.level()));
	}

	private static ChannelOptions channel(ChildProperties child) {
		return ChannelOptions.builder()
			.transport(child.channel())
			.frameLimit(Math.toIntExact(child.frameLimit().toBytes()))
			.build();
	}

}
