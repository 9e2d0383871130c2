package org.intercom4j.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.intercom4j.boot.context.Dependency.Condition;
import org.intercom4j.channel.Transport;
import org.intercom4j.process.OrphanAction;
import org.intercom4j.readiness.ReadinessOptions.TimeoutAction;
import org.intercom4j.supervisor.RestartCondition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of Intercom.
 *
 * @param enabled Whether declared children are checked and started with the application.
 * Their beans exist either way.
 * @param classDataArchive Whether to make and use class-data archives, kept in the user's
 * cache directory, with which Java children start faster.
 * @param orphans What is done with processes that an earlier run of the application left
 * running, as it was killed together with its guardian. On Linux only.
 * @param children Children by name. Each one becomes a Child bean called "nameChild" with
 * its name as qualifier.
 * @param groups Groups of children that are restarted together, by name.
 * @since 0.1.0
 */
@ConfigurationProperties(prefix = IntercomProperties.PREFIX, ignoreUnknownFields = false)
public record IntercomProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean classDataArchive,
		@DefaultValue("kill") OrphanAction orphans, @DefaultValue Map<String, ChildProperties> children,
		@DefaultValue Map<String, GroupProperties> groups) {

	/** What all keys begin with. */
	static final String PREFIX = "intercom";

	/**
	 * One child.
	 *
	 * @param script Path of a script, jar or executable, "classpath:" and the name of a
	 * resource, or name of a main class on the application's class path.
	 * @param command Any program with its arguments, instead of a script.
	 * @param options Arguments of the script or command.
	 * @param sourceDir Directory that a relative script is looked up in. Defaults to the
	 * application's working directory.
	 * @param cwd Working directory. Defaults to that of the application.
	 * @param env Environment variables to add to those of the application.
	 * @param hideEnv Names of the application's environment variables that the child does
	 * not get.
	 * @param execArgv Arguments of the script's interpreter, such as JVM options.
	 * @param interpreter Program that runs the script. Defaults to the one that the
	 * script's ending asks for.
	 * @param venv Virtual environment of a Python script.
	 * @param inheritEnv Names of the application's environment variables that the child
	 * gets, or "all", or "none". A name may end with an asterisk.
	 * @param silent Whether output is kept from the log. It still arrives as events.
	 * @param visible Whether a Node.js script loads the intercom package itself.
	 * @param forever Whether to restart the child for ever, whatever the maximum of runs.
	 * Excludes "restart", as do the next three.
	 * @param max Maximum number of runs before the child is given up. Without it there is
	 * no limit.
	 * @param minUptime Shortest run that does not count as spinning.
	 * @param spinSleepTime Pause before a spinning child is started again. Without it a
	 * spinning child is given up.
	 * @param restart When an ended child is started again.
	 * @param eventOptions Event emitter on this side of the channel.
	 * @param spawnWith Lower level of environment, directory and interpreter arguments.
	 * @param autoStartup Whether the child is started with the application. One that
	 * another child depends on is started with that.
	 * @param startup Whether the start of the application waits until the child is ready.
	 * @param dependsOn Names of children that this one is started after and stopped
	 * before.
	 * @param optional Whether the application starts without the child when its script or
	 * program is missing.
	 * @param channel Transport of the channel.
	 * @param queueCapacity Maximum number of events that may wait for the channel.
	 * @param frameLimit Largest event that is sent to the child or received from it.
	 * @param stop Times of the steps of a stop.
	 * @param output Standard output and standard error.
	 * @param readiness When a started process counts as ready for its work.
	 * @param schedule Times at which the child is run, instead of being kept alive.
	 * @param watch Files that the child is restarted for when they change.
	 * @param limits What a process may use up before it is restarted.
	 * @param heartbeat Whether a process is asked if it lives.
	 */
	@ConfigurationPropertiesSource
	public record ChildProperties(@Nullable String script, @DefaultValue List<String> command,
			@DefaultValue List<String> options, @Nullable String sourceDir, @Nullable String cwd,
			@DefaultValue Map<String, String> env, @DefaultValue List<String> hideEnv,
			@DefaultValue List<String> execArgv, @Nullable String interpreter, @Nullable String venv,
			@DefaultValue("all") List<String> inheritEnv, @Nullable Boolean silent,
			@DefaultValue("false") boolean visible, @Nullable Boolean forever, @Nullable Integer max,
			@Nullable Duration minUptime, @Nullable Duration spinSleepTime, @Nullable Restart restart,
			@DefaultValue EventOptions eventOptions, @DefaultValue SpawnWith spawnWith,
			@DefaultValue("true") boolean autoStartup, @DefaultValue("background") Startup startup,
			@DefaultValue List<DependsOn> dependsOn, @DefaultValue("false") boolean optional,
			@DefaultValue("auto") Transport channel, @DefaultValue("10000") int queueCapacity,
			@DefaultValue("64MB") DataSize frameLimit, @NestedConfigurationProperty @DefaultValue StopProperties stop,
			@NestedConfigurationProperty @DefaultValue OutputProperties output, @DefaultValue Readiness readiness,
			@NestedConfigurationProperty @Nullable ScheduleProperties schedule,
			@NestedConfigurationProperty @DefaultValue WatchProperties watch,
			@NestedConfigurationProperty @DefaultValue LimitProperties limits,
			@NestedConfigurationProperty @DefaultValue HeartbeatProperties heartbeat) {
	}

	/**
	 * Another child that a child is started after.
	 *
	 * @param child Name of the other child.
	 * @param condition How far the other child must have come.
	 */
	public record DependsOn(@Nullable String child, @DefaultValue("ready") Condition condition) {

		/**
		 * A mere name, for one that must be ready.
		 * @param child the other child's name
		 * @return the dependency
		 */
		public static DependsOn valueOf(String child) {
			return new DependsOn(child, Condition.READY);
		}

	}

	/**
	 * When a started process counts as ready. At most one of the first six is given.
	 *
	 * @param probe What is waited for, if none of the next five is given. By default the
	 * channel of a script for Java or Node.js, else the process.
	 * @param event Name of an event that the child emits.
	 * @param line Regular expression, found in a line of standard output.
	 * @param port Port on which the child listens, or "host:port".
	 * @param url Address that answers with a status from 200 to 399.
	 * @param command Program with its arguments that ends with exit code 0.
	 * @param timeout Longest time from the start of the process; 0 for no limit. Defaults
	 * to 60s if something else than the default is waited for.
	 * @param onTimeout What happens to a process that is not ready in time.
	 * @param interval Pause between two attempts to reach a port or URL, or two runs of
	 * the command.
	 */
	public record Readiness(@DefaultValue("auto") Probe probe, @Nullable String event, @Nullable String line,
			@Nullable String port, @Nullable String url, @DefaultValue List<String> command, @Nullable Duration timeout,
			@DefaultValue("restart") TimeoutAction onTimeout, @DefaultValue("500ms") Duration interval) {
	}

	/**
	 * What is waited for by default.
	 */
	public enum Probe {

		/** The channel of a script for Java or Node.js, else the process. */
		AUTO,

		/** The process runs. */
		STARTED,

		/** The channel is up. */
		CHANNEL

	}

	/**
	 * Whether the start of the application waits for a child.
	 */
	public enum Startup {

		/** No: its process is created in the background. */
		BACKGROUND,

		/** Yes, until it is ready. */
		WAIT

	}

	/**
	 * When an ended child is started again. A child that cannot be started is tried again
	 * by the same rules.
	 *
	 * @param policy Which ends of its process are followed by a restart.
	 * @param successExitCodes Exit codes that are no failure. With "on-failure" and
	 * "never" such an end completes the child.
	 * @param delay Pause before the first restart.
	 * @param multiplier Factor by which each further pause is longer.
	 * @param maxDelay Longest pause.
	 * @param jitter Share of a pause that is left to chance, from 0 to 1.
	 * @param maxRestarts Maximum number of restarts before the child is given up. Without
	 * it there is no limit.
	 * @param window Time within which restarts are counted. Without it all count since
	 * the latest healthy run.
	 * @param resetAfter Uptime that makes a run healthy, which clears pause and count.
	 */
	public record Restart(@DefaultValue("always") RestartCondition policy,
			@DefaultValue("0") Set<Integer> successExitCodes, @DefaultValue("500ms") Duration delay,
			@DefaultValue("2") double multiplier, @DefaultValue("30s") Duration maxDelay,
			@DefaultValue("0.2") double jitter, @Nullable Integer maxRestarts, @Nullable Duration window,
			@DefaultValue("60s") Duration resetAfter) {
	}

	/**
	 * The event emitter on this side of the channel.
	 *
	 * @param wildcard Whether names of events are segments and may have wildcards.
	 * @param delimiter Text between the segments of a name.
	 * @param maxListeners Number of listeners of one event above which there is a
	 * warning. Below one there is no limit.
	 * @param newListener Whether registrations are announced as "newListener" events.
	 * @param removeListener Whether removals are announced as "removeListener" events.
	 * @param verboseMemoryLeak Whether the warning about too many listeners names the
	 * event.
	 */
	public record EventOptions(@DefaultValue("true") boolean wildcard, @DefaultValue("::") String delimiter,
			@Nullable Integer maxListeners, @DefaultValue("false") boolean newListener,
			@DefaultValue("false") boolean removeListener, @DefaultValue("false") boolean verboseMemoryLeak) {
	}

	/**
	 * The lower level of options. What is given directly wins.
	 *
	 * @param env Environment variables to add.
	 * @param cwd Working directory.
	 * @param silent Whether output is kept from the log.
	 * @param execArgv Arguments of the script's interpreter.
	 * @param setsid Accepted without effect. A child always leads a session of its own on
	 * Unix.
	 * @param customFds File descriptors of the child's streams. Only -1 is accepted.
	 */
	public record SpawnWith(@DefaultValue Map<String, String> env, @Nullable String cwd, @Nullable Boolean silent,
			@DefaultValue List<String> execArgv, @Nullable Boolean setsid, @DefaultValue List<Integer> customFds) {
	}

}
