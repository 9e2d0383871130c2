package org.intercom4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.intercom4j.channel.ChannelServer;
import org.intercom4j.process.LaunchException;
import org.intercom4j.process.LaunchSpec;
import org.intercom4j.process.OutputListener;
import org.intercom4j.process.ProcessLauncher;
import org.intercom4j.process.ScriptCommand;
import org.intercom4j.supervisor.RunStarter;
import org.jspecify.annotations.Nullable;

/**
 * Starts the processes of one child: resolves its command, opens its channel, launches.
 */
final class RunLauncher implements RunStarter {

	private final String name;

	private final ChildOptions options;

	private final IntercomRuntime runtime;

	private final EventBus bus;

	private final ReadyTasks readyTasks;

	private final OutputListener output;

	RunLauncher(SupervisedChild child, IntercomRuntime runtime, OutputListener output) {
		this.name = child.name();
		this.options = child.options();
		this.runtime = runtime;
		this.bus = child.bus();
		this.readyTasks = child.readyTasks();
		this.output = output;
	}

	@Override
	public CompletableFuture<ProcessRun> start(int incarnation) {
		if (this.runtime.isClosing()) {
			return CompletableFuture
				.failedFuture(new IllegalStateException("The Intercom that it belongs to is closed"));
		}
		this.bus.outbox().open();
		return CompletableFuture.supplyAsync(() -> command(this.options), this.runtime.threads())
			.thenCompose(this::launch);
	}

	/**
	 * Throws a launch exception if a child with such options could not be started now.
	 */
	static void check(ChildOptions options) {
		ProcessLauncher.check(spec("", options, command(options), environment(options)));
	}

	private static List<String> command(ChildOptions options) {
		ScriptCommand script = script(options);
		if (script != null) {
			return script.command();
		}
		List<String> command = new ArrayList<>(options.command());
		command.addAll(options.options());
		return command;
	}

	static @Nullable ScriptCommand script(ChildOptions options) {
		if (options.script() == null) {
			return null;
		}
		List<String> execArgv = options.execArgv().isEmpty() ? options.spawnWith().execArgv() : options.execArgv();
		return new ScriptCommand(options.script(), options.sourceDir(), execArgv, options.options());
	}

	private CompletableFuture<ProcessRun> launch(List<String> command) {
		RunConnection connection = new RunConnection(this.bus, this.readyTasks);
		ChannelServer server = listen(connection);
		Map<String, String> environment = environment(this.options);
		environment.put(ChannelEnvironment.ADDRESS, server.address());
		environment.put(ChannelEnvironment.TOKEN, server.token());
		environment.put(ChannelEnvironment.CHILD, this.name);
		LaunchSpec spec = spec(this.name, this.options, command, environment);
		return this.runtime.launcher().launch(spec, (source, line) -> {
			connection.awaitBegin();
			this.output.line(source, line);
		}).handle((process, failure) -> {
			if (failure != null) {
				server.close();
				throw new CompletionException(Failures.cause(failure));
			}
			return new ProcessRun(process, connection, server);
		});
	}

	private ChannelServer listen(RunConnection connection) {
		try {
			return ChannelServer.open(this.runtime.channels(), this.runtime.sockets(), this.options.channel(),
					connection);
		}
		catch (IOException | UnsupportedOperationException ex) {
			throw new LaunchException("channel", this.options.channel().transport().toString(),
					"cannot be listened on: " + ex.getMessage(), "See the cause; 'tcp' works everywhere.", ex);
		}
	}

	private static LaunchSpec spec(String name, ChildOptions options, List<String> command,
			Map<String, String> environment) {
		OutputOptions output = options.output();
		return new LaunchSpec(name, command, environment, directory(options), output.inherit(), output.charset(),
				output.maxLineLength());
	}

	private static Path directory(ChildOptions options) {
		Path cwd = (options.cwd() != null) ? options.cwd() : options.spawnWith().cwd();
		return ((cwd != null) ? cwd : Path.of("")).toAbsolutePath();
	}

	private static Map<String, String> environment(ChildOptions options) {
		Map<String, String> environment = new HashMap<>(System.getenv());
		environment.remove(ChannelEnvironment.ADDRESS);
		environment.remove(ChannelEnvironment.TOKEN);
		options.hideEnv().forEach(environment::remove);
		environment.putAll(options.spawnWith().env());
		environment.putAll(options.env());
		return environment;
	}

}
