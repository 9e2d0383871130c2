package org.intercom4j;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.intercom4j.channel.ChannelServer;
import org.intercom4j.channel.MessageChannel;
import org.jspecify.annotations.Nullable;

/**
 * The channel of one run, from listening to its end.
 */
final class RunConnection implements ChannelServer.Listener {

	/**
	 * A channel that somebody outside the process tree holds open is closed after this.
	 */
	private static final long DRAIN_SECONDS = 2;

	private final EventBus bus;

	private final ReadyTasks readyTasks;

	/** Completes when the start of the process was announced. */
	private final CompletableFuture<@Nullable Void> start = new CompletableFuture<>();

	private final CompletionStage<@Nullable Void> begun = this.start;

	/** Written on the channel thread, once. */
	private volatile @Nullable Link link;

	RunConnection(EventBus bus, ReadyTasks readyTasks) {
		this.bus = bus;
		this.readyTasks = readyTasks;
	}

	/** From now on the channel is read. */
	void begin() {
		this.start.complete(null);
	}

	/** Waits for the begin. */
	void awaitBegin() {
		this.start.join();
	}

	boolean isReady() {
		Link current = this.link;
		return current != null && current.isReady();
	}

	/** Asks the process to finish its work, if it wants to be told. */
	boolean requestStop(Runnable finished) {
		Link current = this.link;
		return current != null && current.isReady() && current.requestStop(finished);
	}

	void disconnect() {
		Link current = this.link;
		if (current != null && current.isReady()) {
			current.disconnect();
		}
	}

	/** How many callbacks were left when the channel was closed. */
	int pendingCalls() {
		Link current = this.link;
		return (current != null) ? current.pendingCalls() : 0;
	}

	/** Completes when all that the ended process sent was handed on. */
	CompletionStage<Void> drain(ChannelServer server) {
		return server.finish().thenCompose((done) -> {
			Link current = this.link;
			if (current != null) {
				return drain(current);
			}
			this.bus.lane().execute(() -> Link.fireClosed(this.bus));
			return CompletableFuture.completedStage(null);
		});
	}

	private static CompletionStage<Void> drain(Link link) {
		link.drain();
		CompletableFuture<Void> limited = link.closed().toCompletableFuture().copy();
		return limited.completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS).thenCompose((done) -> {
			link.close();
			return link.closed();
		});
	}

	@Override
	public void connected(MessageChannel channel) {
		Link opened = new Link(channel, this.bus, this.readyTasks::runAll);
		this.link = opened;
		this.begun.thenAccept((nothing) -> opened.open());
	}

	@Override
	public void rejected(String reason) {
		this.bus.warn(reason);
	}

	@Override
	public void failed(IOException cause) {
		this.bus.remoteError(cause);
	}

}
