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
import org.intercom4j.supervisor.MonitorPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link ChildOptions}, which tells where each option comes from. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class ChildOptionsBuilder {

	private @Nullable String script;

	private List<String> command = List.of();

	private List<String> options = List.of();

	private @Nullable Path sourceDir;

	private @Nullable Path cwd;

	private Map<String, String> env = Map.of();

	private List<String> hideEnv = List.of();

	private List<String> execArgv = List.of();

	private @Nullable String interpreter;

	private @Nullable Path venv;

	private InheritedEnvironment inheritEnv = InheritedEnvironment.ALL;

	private @Nullable Boolean silent;

	private boolean visible = false;

	private @Nullable Boolean forever;

	private @Nullable Integer max;

	private @Nullable Duration minUptime;

	private @Nullable Duration spinSleepTime;

	private @Nullable BackoffPolicy restart;

	private EmitterOptions eventOptions = EventBus.DEFAULT_OPTIONS;

	private SpawnOptions spawnWith = SpawnOptions.NONE;

	private StopTimeouts stop = StopTimeouts.DEFAULT;

	private OutputOptions output = OutputOptions.DEFAULT;

	private ChannelOptions channel = ChannelOptions.builder().build();

	private int queueCapacity = 10_000;

	private ReadinessOptions readiness = ReadinessOptions.DEFAULT;

	private LimitOptions limits = LimitOptions.NONE;

	private HeartbeatOptions heartbeat = HeartbeatOptions.NONE;

	ChildOptionsBuilder() {
	}

	ChildOptionsBuilder(ChildOptions source) {
		this.script = source.script();
		this.command = source.command();
		this.options = source.options();
		this.sourceDir = source.sourceDir();
		this.cwd = source.cwd();
		this.env = source.env();
		this.hideEnv = source.hideEnv();
		this.execArgv = source.execArgv();
		this.interpreter = source.interpreter();
		this.venv = source.venv();
		this.inheritEnv = source.inheritEnv();
		this.silent = source.silent();
		this.visible = source.visible();
		this.forever = source.forever();
		this.max = source.max();
		this.minUptime = source.minUptime();
		this.spinSleepTime = source.spinSleepTime();
		this.restart = source.restart();
		this.eventOptions = source.eventOptions();
		this.spawnWith = source.spawnWith();
		this.stop = source.stop();
		this.output = source.output();
		this.channel = source.channel();
		this.queueCapacity = source.queueCapacity();
		this.readiness = source.readiness();
		this.limits = source.limits();
		this.heartbeat = source.heartbeat();
	}

	/**
	 * What to run.
	 * @param script a path, or the name of a main class on the class path
	 * @return this builder
	 */
	public ChildOptionsBuilder script(@Nullable String script) {
		this.script = script;
		return this;
	}

	/**
	 * Runs any command instead of a script.
	 * @param command the program and its arguments
	 * @return this builder
	 */
	public ChildOptionsBuilder command(List<String> command) {
		this.command = command;
		return this;
	}

	/**
	 * Arguments of the script or command; none by default.
	 * @param options the arguments
	 * @return this builder
	 */
	public ChildOptionsBuilder options(List<String> options) {
		this.options = options;
		return this;
	}

	/**
	 * The directory that the script is relative to; the working directory of the
	 * application by default.
	 * @param sourceDir the directory
	 * @return this builder
	 */
	public ChildOptionsBuilder sourceDir(@Nullable Path sourceDir) {
		this.sourceDir = sourceDir;
		return this;
	}

	/**
	 * The working directory; that of the application by default.
	 * @param cwd the directory
	 * @return this builder
	 */
	public ChildOptionsBuilder cwd(@Nullable Path cwd) {
		this.cwd = cwd;
		return this;
	}

	/**
	 * Environment that is added; none by default.
	 * @param env names and values
	 * @return this builder
	 */
	public ChildOptionsBuilder env(Map<String, String> env) {
		this.env = env;
		return this;
	}

	/**
	 * Inherited environment that the child does not get; none by default.
	 * @param hideEnv the names
	 * @return this builder
	 */
	public ChildOptionsBuilder hideEnv(List<String> hideEnv) {
		this.hideEnv = hideEnv;
		return this;
	}

	/**
	 * Arguments of the interpreter, such as JVM options; none by default.
	 * @param execArgv the arguments
	 * @return this builder
	 */
	public ChildOptionsBuilder execArgv(List<String> execArgv) {
		this.execArgv = execArgv;
		return this;
	}

	/**
	 * The program that runs the script; the one that its ending asks for by default.
	 * @param interpreter a path, or a name that is looked up in {@code PATH}
	 * @return this builder
	 */
	public ChildOptionsBuilder interpreter(@Nullable String interpreter) {
		this.interpreter = interpreter;
		return this;
	}

	/**
	 * The virtual environment of a Python script; none by default.
	 * @param venv its directory
	 * @return this builder
	 */
	public ChildOptionsBuilder venv(@Nullable Path venv) {
		this.venv = venv;
		return this;
	}

	/**
	 * Which variables of the application's environment the child gets; all by default.
	 * @param inheritEnv the allow-list
	 * @return this builder
	 */
	public ChildOptionsBuilder inheritEnv(InheritedEnvironment inheritEnv) {
		this.inheritEnv = inheritEnv;
		return this;
	}

	/**
	 * Whether output is kept from the logger; no by default.
	 * @param silent whether it is
	 * @return this builder
	 */
	public ChildOptionsBuilder silent(@Nullable Boolean silent) {
		this.silent = silent;
		return this;
	}

	/**
	 * Whether a Node.js script loads the original package itself; no by default.
	 * @param visible whether it does
	 * @return this builder
	 */
	public ChildOptionsBuilder visible(boolean visible) {
		this.visible = visible;
		return this;
	}

	/**
	 * Whether {@code max} is ignored; not set by default. When this or one of the next
	 * three is set, the original's rules hold: see {@link MonitorPolicy}.
	 * @param forever whether it is, or {@code null}
	 * @return this builder
	 */
	public ChildOptionsBuilder forever(@Nullable Boolean forever) {
		this.forever = forever;
		return this;
	}

	/**
	 * How many runs there are at most; no limit by default.
	 * @param max at least 1, or {@code null}
	 * @return this builder
	 */
	public ChildOptionsBuilder max(@Nullable Integer max) {
		this.max = max;
		return this;
	}

	/**
	 * The shortest run that is not spinning; zero by default.
	 * @param minUptime the time, or {@code null}
	 * @return this builder
	 */
	public ChildOptionsBuilder minUptime(@Nullable Duration minUptime) {
		this.minUptime = minUptime;
		return this;
	}

	/**
	 * The pause after a spinning run; none by default, which gives a spinning child up.
	 * @param spinSleepTime the time, or {@code null}
	 * @return this builder
	 */
	public ChildOptionsBuilder spinSleepTime(@Nullable Duration spinSleepTime) {
		this.spinSleepTime = spinSleepTime;
		return this;
	}

	/**
	 * When an ended child is started again; {@link BackoffPolicy#DEFAULT} by default.
	 * Excludes {@code forever}, {@code max}, {@code minUptime} and {@code spinSleepTime}.
	 * @param restart the policy, or {@code null}
	 * @return this builder
	 */
	public ChildOptionsBuilder restart(@Nullable BackoffPolicy restart) {
		this.restart = restart;
		return this;
	}

	/**
	 * The emitter on this side; wildcards with delimiter {@code ::} by default.
	 * @param eventOptions the options
	 * @return this builder
	 */
	public ChildOptionsBuilder eventOptions(EmitterOptions eventOptions) {
		this.eventOptions = eventOptions;
		return this;
	}

	/**
	 * The lower level of options; nothing by default.
	 * @param spawnWith the options
	 * @return this builder
	 */
	public ChildOptionsBuilder spawnWith(SpawnOptions spawnWith) {
		this.spawnWith = spawnWith;
		return this;
	}

	/**
	 * How long each step of a stop may take; two, five and five seconds by default.
	 * @param stop the times
	 * @return this builder
	 */
	public ChildOptionsBuilder stop(StopTimeouts stop) {
		this.stop = stop;
		return this;
	}

	/**
	 * What happens to the output; captured as UTF-8 by default.
	 * @param output the options
	 * @return this builder
	 */
	public ChildOptionsBuilder output(OutputOptions output) {
		this.output = output;
		return this;
	}

	/**
	 * Transport and limits of the channel; a Unix socket where there is one by default.
	 * @param channel the options
	 * @return this builder
	 */
	public ChildOptionsBuilder channel(ChannelOptions channel) {
		this.channel = channel;
		return this;
	}

	/**
	 * How many events may wait for the channel; 10,000 by default.
	 * @param queueCapacity at least 1
	 * @return this builder
	 */
	public ChildOptionsBuilder queueCapacity(int queueCapacity) {
		this.queueCapacity = queueCapacity;
		return this;
	}

	/**
	 * When a started process counts as ready; by default when its channel is up, if its
	 * script is one that connects, else when it runs.
	 * @param readiness the options
	 * @return this builder
	 */
	public ChildOptionsBuilder readiness(ReadinessOptions readiness) {
		this.readiness = readiness;
		return this;
	}

	/**
	 * What a process may use up before it is replaced by another one; nothing is limited
	 * by default.
	 * @param limits the limits
	 * @return this builder
	 */
	public ChildOptionsBuilder limits(LimitOptions limits) {
		this.limits = limits;
		return this;
	}

	/**
	 * How a process is asked whether it is alive; it is not asked by default.
	 * @param heartbeat the times and what follows
	 * @return this builder
	 */
	public ChildOptionsBuilder heartbeat(HeartbeatOptions heartbeat) {
		this.heartbeat = heartbeat;
		return this;
	}

	/**
	 * Builds the options.
	 * @return the options
	 * @throws IllegalArgumentException if they cannot be combined
	 */
	public ChildOptions build() {
		return new ChildOptions(this.script, this.command, this.options, this.sourceDir, this.cwd, this.env,
				this.hideEnv, this.execArgv, this.interpreter, this.venv, this.inheritEnv, this.silent, this.visible,
				this.forever, this.max, this.minUptime, this.spinSleepTime, this.restart, this.eventOptions,
				this.spawnWith, this.stop, this.output, this.channel, this.queueCapacity, this.readiness, this.limits,
				this.heartbeat);
	}

}
