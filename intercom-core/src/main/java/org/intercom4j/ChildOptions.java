package org.intercom4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.intercom4j.channel.ChannelOptions;
import org.intercom4j.emitter.EmitterOptions;
import org.intercom4j.heartbeat.HeartbeatOptions;
import org.intercom4j.limits.LimitOptions;
import org.intercom4j.process.StopTimeouts;
import org.intercom4j.readiness.ReadinessOptions;
import org.intercom4j.supervisor.BackoffPolicy;
import org.intercom4j.supervisor.RestartPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The options of a child: those of the original, and a few of ours. Immutable; made by
 * {@link #builder(String)} or {@link #command(String...)}.
 *
 * @param script what to run: a path, or the name of a main class on the application's
 * class path; {@code null} when there is a command (argument {@code script})
 * @param command any command with its arguments; empty when there is a script
 * @param options arguments of the script or command (option {@code options})
 * @param sourceDir the directory that the script is relative to (option
 * {@code sourceDir})
 * @param cwd the working directory, or {@code null} for the application's own (option
 * {@code cwd})
 * @param env environment that is added (option {@code env})
 * @param hideEnv names of the application's environment that the child does not get
 * (option {@code hideEnv})
 * @param execArgv arguments of the interpreter, such as JVM options (option
 * {@code execArgv})
 * @param interpreter the program that runs the script, or {@code null} for the one that
 * the script's ending asks for
 * @param venv the virtual environment of a Python script, or {@code null}
 * @param inheritEnv which variables of the application's environment the child gets
 * @param silent whether output is kept from the child's logger; it still comes as events
 * (option {@code silent})
 * @param visible whether a Node.js script loads the original package itself, which then
 * makes {@code process.parent} (option {@code visible})
 * @param forever whether {@code max} is ignored, or {@code null} when that is not set, as
 * with the next three (option {@code forever})
 * @param max how many runs there are at most, or {@code null} for no limit (option
 * {@code max})
 * @param minUptime the shortest run that is not spinning (option {@code minUptime})
 * @param spinSleepTime the pause after a spinning run, or {@code null} to give a spinning
 * child up (option {@code spinSleepTime})
 * @param restart when an ended child is started again, instead of these four; the default
 * policy when all five are {@code null}
 * @param eventOptions the child's emitter on this side (option {@code eventOptions})
 * @param spawnWith lower level of env, cwd, silent and execArgv (option
 * {@code spawnWith})
 * @param stop how long each step of a stop may take
 * @param output what happens to standard output and standard error
 * @param channel transport and limits of the channel
 * @param queueCapacity how many events may wait for the channel
 * @param readiness when a started process counts as ready
 * @param limits what a process may use up before it is replaced
 * @param heartbeat how a process is asked whether it is alive
 * @since 0.1.0
 */
public record ChildOptions(@Nullable String script, List<String> command, List<String> options,
		@Nullable Path sourceDir, @Nullable Path cwd, Map<String, String> env, List<String> hideEnv,
		List<String> execArgv, @Nullable String interpreter, @Nullable Path venv, InheritedEnvironment inheritEnv,
		@Nullable Boolean silent, boolean visible, @Nullable Boolean forever, @Nullable Integer max,
		@Nullable Duration minUptime, @Nullable Duration spinSleepTime, @Nullable BackoffPolicy restart,
		EmitterOptions eventOptions, SpawnOptions spawnWith, StopTimeouts stop, OutputOptions output,
		ChannelOptions channel, int queueCapacity, ReadinessOptions readiness, LimitOptions limits,
		HeartbeatOptions heartbeat) {

	/**
	 * Copies the collections and checks the combination.
	 */
	public ChildOptions {
		command = List.copyOf(command);
		options = List.copyOf(options);
		env = Map.copyOf(env);
		hideEnv = List.copyOf(hideEnv);
		execArgv = List.copyOf(execArgv);
		new TargetRules(script, command).check(sourceDir, interpreter, venv,
				execArgv.isEmpty() ? spawnWith.execArgv() : execArgv);
		if (queueCapacity < 1) {
			throw new IllegalArgumentException("'queueCapacity' must be at least 1 but was " + queueCapacity);
		}
		new RestartRules(forever, max, minUptime, spinSleepTime, restart).check();
	}

	/**
	 * Options for a script.
	 * @param script a path, or the name of a main class on the application's class path
	 * @return a builder with the defaults
	 */
	public static ChildOptionsBuilder builder(String script) {
		return new ChildOptionsBuilder().script(script);
	}

	/**
	 * Options for any command.
	 * @param command the program and its arguments
	 * @return a builder with the defaults
	 */
	public static ChildOptionsBuilder command(String... command) {
		return new ChildOptionsBuilder().command(List.of(command));
	}

	/**
	 * Options that start from these.
	 * @return a builder
	 */
	public ChildOptionsBuilder toBuilder() {
		return new ChildOptionsBuilder(this);
	}

	/**
	 * When an ended child is started again.
	 * @return that of {@code restart}, or the one that {@code forever}, {@code max},
	 * {@code minUptime} and {@code spinSleepTime} make when one of them is set, or the
	 * default
	 */
	public RestartPolicy restartPolicy() {
		return new RestartRules(this.forever, this.max, this.minUptime, this.spinSleepTime, this.restart).policy();
	}

	/**
	 * Whether output is kept from the child's logger.
	 * @return {@code silent}, else that of {@code spawnWith}, else no
	 */
	public boolean isSilent() {
		if (this.silent != null) {
			return this.silent;
		}
		return Boolean.TRUE.equals(this.spawnWith.silent());
	}

}
