package org.intercom4j;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.intercom4j.channel.ChannelServer;
import org.intercom4j.process.ClassDataArchives;
import org.intercom4j.process.LaunchException;
import org.intercom4j.process.LaunchSpec;
import org.intercom4j.process.OutputListener;
import org.intercom4j.process.OutputSource;
import org.intercom4j.supervisor.RunStarter;
import org.jspecify.annotations.Nullable;

/**
 * Starts the processes of one child: opens its channel, resolves its command, launches.
 */
final class RunLauncher implements RunStarter {

	private final String name;

	private final ChildOptions options;

	private final IntercomRuntime runtime;

	private final EventBus bus;

	private final ReadyTasks readyTasks;

	private final OutputEvents output;

	RunLauncher(SupervisedChild child, IntercomRuntime runtime, OutputEvents output) {
		this.name = child.name();
		this.options = child.options();
		this.runtime = runtime;
		this.bus = child.bus();
		this.readyTasks = child.readyTasks();
		this.output = output;
	}

	@Override
	public CompletableFuture<ProcessRun> start(int incarnation) {
		if (isClosed()) {
			return CompletableFuture
				.failedFuture(new IllegalStateException("The Intercom that it belongs to is closed"));
		}
		this.bus.outbox().open();
		return CompletableFuture.completedFuture(this.name)
			.thenComposeAsync((child) -> launch(), this.runtime.threads());
	}

	@Override
	public boolean isClosed() {
		return this.runtime.isClosing();
	}

	private CompletableFuture<ProcessRun> launch() {
		RunConnection connection = new RunConnection(this.bus, this.readyTasks, pongs());
		DumpLines dumpLines = new DumpLines(this.output);
		ClassDataArchives classData = this.runtime.classData();
		LaunchPlan plan = new LaunchPlan(this.name, this.options, this.runtime.files(), classData);
		ChannelServer server = listen(connection);
		try {
			LaunchSpec spec = plan.spec(environment(server));
			return this.runtime.launcher()
				.launch(spec, new BegunOutput(connection, dumpLines))
				.handle((process, failure) -> {
					if (failure != null) {
						server.close();
						throw new CompletionException(Failures.cause(failure));
					}
					ProcessRun run = new ProcessRun(process, connection, server, this.output, dumpLines);
					if (classData != null) {
						classData.makeMissing();
					}
					return run;
				});
		}
		catch (RuntimeException ex) {
			server.close();
			throw ex;
		}
	}

	/**
	 * Hands the output on when the start of the process was announced.
	 *
	 * @param connection knows when that is
	 * @param output where it goes
	 */
	private record BegunOutput(RunConnection connection, OutputListener output) implements OutputListener {

		@Override
		public CompletionStage<?> ready() {
			return this.connection.begun();
		}

		@Override
		public void line(OutputSource source, String line) {
			this.output.line(source, line);
		}

		@Override
		public void pause(OutputSource source) {
			this.output.pause(source);
		}

	}

	private @Nullable PongReceiver pongs() {
		return this.options.heartbeat().isOff() ? null : new PongReceiver();
	}

	private Map<String, String> environment(ChannelServer server) {
		return Map.of(ChannelEnvironment.ADDRESS, server.address(), ChannelEnvironment.TOKEN, server.token(),
				ChannelEnvironment.CHILD, this.name, ChannelEnvironment.FRAME_LIMIT,
				Integer.toString(this.options.channel().frameLimit()));
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

}
