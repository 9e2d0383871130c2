package org.intercom4j;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.intercom4j.channel.ChannelLoop;
import org.intercom4j.channel.ChannelOptions;
import org.intercom4j.channel.ChannelServer;
import org.intercom4j.channel.SocketDirectory;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.RemoteFunction;
import org.intercom4j.dnode.SessionOptions;

/**
 * Does all that a child does from its connection to its end, with an application in the
 * same process, so that the classes that this takes are loaded and can be archived.
 */
final class ConnectionRehearsal {

	private static final int LIMIT_SECONDS = 60;

	private final SocketDirectory sockets = new SocketDirectory();

	private final ChannelLoop loop = new ChannelLoop("intercom-rehearsal-channel");

	private final ExecutorService threads = Executors
		.newCachedThreadPool(IntercomRuntime.daemons("intercom-rehearsal"));

	private final EventBus bus = new EventBus("Rehearsal",
			new BusOptions("rehearsal", EventBus.DEFAULT_OPTIONS,
					SessionOptions.builder().jsonMapper(ParentOptions.DEFAULT.mapperSource()).build(),
					ParentOptions.DEFAULT.queueCapacity()),
			this.threads, PeerObserver.NONE);

	private final RunConnection application = new RunConnection(this.bus, new ReadyTasks(this.bus), null);

	private ConnectionRehearsal() {
	}

	/**
	 * Runs once, and fails if anything fails.
	 * @param args none
	 * @throws Exception if the process must not be archived
	 */
	public static void main(String[] args) throws Exception {
		new ConnectionRehearsal().run();
		System.exit(0);
	}

	private void run() throws Exception {
		Parent parent = connect();
		CountDownLatch ended = new CountDownLatch(1);
		parent.on("disconnected", (event) -> ended.countDown());
		CompletableFuture<Job> answer = new CompletableFuture<>();
		parent.on("rehearse::*", (event) -> {
			parent.emit("rehearsed", event.argument(0, Job.class), List.of(1, 2.5, true), Map.of("name", "value"));
			Objects.requireNonNull(event.argument(1, RemoteFunction.class)).call(event.argument(0, Job.class));
		});
		Callback answered = (call) -> answer.complete(call.get(0, Job.class));
		this.bus.emit("rehearse::job", new Job("name", 1, 2.5, List.of("a", "b")), answered);
		answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
		this.application.disconnect();
		if (!ended.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The channel was not closed");
		}
		this.loop.close();
		this.sockets.close();
	}

	private Parent connect() throws IOException {
		ChannelServer server = ChannelServer.open(this.loop, this.sockets, ChannelOptions.defaults(), this.application);
		this.application.begin();
		return ConnectedParent.connect(
				Map.of(ChannelEnvironment.ADDRESS, server.address(), ChannelEnvironment.TOKEN, server.token()),
				ParentOptions.fromEnvironment());
	}

	/**
	 * Something with fields.
	 *
	 * @param name a text
	 * @param number a whole number
	 * @param part another number
	 * @param tags a list
	 */
	record Job(String name, int number, double part, List<String> tags) {
	}

}
