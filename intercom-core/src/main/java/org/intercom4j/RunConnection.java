package org.intercom4j;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.intercom4j.channel.ChannelServer;
import org.intercom4j.channel.MessageChannel;
import org.intercom4j.dump.DumpOffer;
import org.intercom4j.heartbeat.Pulse;
import org.jspecify.annotations.Nullable;

/**
 * The channel of one run, from listening to its end.
 */
final class RunConnection implements ChannelServer.Listener, Pulse {

	/**
	 * A channel that somebody outside the process tree holds open is closed after this.
	 */
	private static final long DRAIN_SECONDS = 2;

	private final EventBus bus;

	private final ReadyTasks readyTasks;

	private final @Nullable PongReceiver pongs;

	/** Completes when the start of the process was announced. */
	private final CompletableFuture<@Nullable Void> start = new CompletableFuture<>();

	private final CompletionStage<@Nullable Void> begun = this.start;

	/** Written on the channel thread, once. */
	private volatile @Nullable Link link;

	/**
	 * A channel that nobody has connected to.
	 * @param pongs takes answers to pings, or {@code null} if there are no pings
	 */
	RunConnection(EventBus bus, ReadyTasks readyTasks, @Nullable PongReceiver pongs) {
		this.bus = bus;
		this.readyTasks = readyTasks;
		this.pongs = pongs;
	}

	/** From now on the channel is read. */
	void begin() {
		this.start.complete(null);
	}

	CompletionStage<@Nullable Void> begun() {
		return this.begun;
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

	void onPong(Consumer<@Nullable Duration> listener) {
		if (this.pongs != null) {
			this.pongs.listener(listener);
		}
	}

	@Nullable DumpOffer dumpOffer() {
		return (this.pongs != null) ? this.pongs.offer() : null;
	}

	@Override
	public boolean canAnswer() {
		Link current = this.link;
		return current != null && current.pulse().canAnswer();
	}

	@Override
	public boolean isPaused() {
		Link current = this.link;
		return current != null && current.pulse().isPaused();
	}

	@Override
	public int frames() {
		Link current = this.link;
		return (current != null) ? current.pulse().frames() : 0;
	}

	@Override
	public void ping() {
		Link current = this.link;
		if (current != null) {
			current.pulse().ping();
		}
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
		Link opened = Link.toChild(channel, this.bus, this.readyTasks::runAll, this.pongs);
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
