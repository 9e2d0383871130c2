package org.intercom4j.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.intercom4j.ChildOptions;
import org.intercom4j.ChildOptionsBuilder;
import org.intercom4j.OutputOptions;
import org.intercom4j.SpawnOptions;
import org.intercom4j.emitter.EmitterOptions;
import org.intercom4j.process.StopTimeouts;

/**
 * The options of a vector as those of a child.
 */
final class VectorOptions {

	/** Vectors print long lines and know no message before the signal. */
	private static final OutputOptions OUTPUT = OutputOptions.builder().maxLineLength(1 << 22).lastLines(10).build();

	private static final StopTimeouts SIGNAL_AT_ONCE = new StopTimeouts(Duration.ZERO, Duration.ofSeconds(60),
			Duration.ofSeconds(5));

	private final VectorDirectory directory;

	VectorOptions(VectorDirectory directory) {
		this.directory = directory;
	}

	ChildOptions of(Map<?, ?> vector) {
		Object script = (vector.get("scriptArg") != null) ? vector.get("scriptArg") : "<script>";
		ChildOptionsBuilder builder = ChildOptions.builder(this.directory.actual((String) script))
			.minUptime(Duration.ZERO)
			.execArgv(spawnArguments(vector) ? List.of() : runtime(List.of()))
			.output(OUTPUT)
			.stop(SIGNAL_AT_ONCE);
		this.directory.language().configure(builder, this.directory, vector);
		((Map<?, ?>) vector.get("options")).forEach((name, value) -> set(builder, (String) name, value));
		return builder.build();
	}

	/** Direct arguments, even none but those of the bench, would win over them. */
	private static boolean spawnArguments(Map<?, ?> vector) {
		return ((Map<?, ?>) vector.get("options")).get("spawnWith") instanceof Map<?, ?> lower
				&& lower.containsKey("execArgv");
	}

	private void set(ChildOptionsBuilder builder, String name, Object value) {
		switch (name) {
			case "max" -> builder.max((value instanceof Number number) ? number.intValue() : null);
			case "forever" -> builder.forever(Boolean.TRUE.equals(value));
			case "minUptime" -> builder.minUptime(time(value, Duration.ZERO));
			case "spinSleepTime" -> builder.spinSleepTime(time(value, null));
			case "options" -> builder.options(((List<?>) value).stream().map(String::valueOf).toList());
			case "sourceDir" -> builder.sourceDir(path(value));
			case "cwd" -> builder.cwd(path(value));
			case "env" -> builder.env(environment(value));
			case "hideEnv" -> builder.hideEnv(((List<?>) value).stream().map(String::valueOf).toList());
			case "silent" -> builder.silent((Boolean) value);
			case "visible" -> {
				// the language of the script decides
			}
			case "execArgv" -> builder.execArgv(runtime((List<?>) value));
			case "eventOptions" -> builder.eventOptions(emitter((Map<?, ?>) value));
			case "spawnWith" -> spawnWith(builder, (Map<?, ?>) value);
			default -> throw new IllegalArgumentException("unknown option '" + name + "'");
		}
	}

	/** A text is no time, so that it counts as not given. */
	private static Duration time(Object value, Duration missing) {
		return (value instanceof Number number) ? Duration.ofMillis(number.longValue() * VectorRun.FACTOR) : missing;
	}

	private Path path(Object value) {
		return Path.of(this.directory.actual((String) value));
	}

	private Map<String, String> environment(Object value) {
		Map<String, String> environment = new LinkedHashMap<>();
		((Map<?, ?>) value).forEach((name, text) -> environment.put((String) name, String.valueOf(text)));
		return environment;
	}

	private List<String> runtime(List<?> given) {
		return this.directory.language().runtime(this.directory, given);
	}

	private static EmitterOptions emitter(Map<?, ?> given) {
		EmitterOptions.Builder builder = EmitterOptions.builder();
		given.forEach((name, value) -> {
			switch ((String) name) {
				case "wildcard" -> builder.wildcard((Boolean) value);
				case "delimiter" -> builder.delimiter((String) value);
				case "maxListeners" -> builder.maxListeners(((Number) value).intValue());
				case "newListener" -> builder.newListener((Boolean) value);
				case "verboseMemoryLeak" -> builder.verboseMemoryLeak((Boolean) value);
				default -> throw new IllegalArgumentException("unknown event option '" + name + "'");
			}
		});
		return builder.build();
	}

	private void spawnWith(ChildOptionsBuilder builder, Map<?, ?> given) {
		Object cwd = given.get("cwd");
		Object env = given.get("env");
		Object arguments = given.get("execArgv");
		builder.spawnWith(new SpawnOptions((env != null) ? environment(env) : Map.of(),
				(cwd != null) ? path(cwd) : null, (Boolean) given.get("silent"),
				(arguments != null) ? runtime((List<?>) arguments) : List.of(), (Boolean) given.get("setsid")));
	}

}
