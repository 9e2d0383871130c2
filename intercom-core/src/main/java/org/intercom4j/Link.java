package org.intercom4j;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.intercom4j.channel.BrokenFrameException;
import org.intercom4j.channel.ChannelClosedException;
import org.intercom4j.channel.MessageChannel;
import org.intercom4j.channel.MessageHandler;
import org.intercom4j.dnode.DnodeSession;
import org.intercom4j.dnode.LocalMethods;
import org.intercom4j.dnode.PreparedArguments;
import org.intercom4j.dnode.RemoteFunction;
import org.intercom4j.dnode.RemoteMethods;
import org.intercom4j.dnode.SessionClosedException;
import org.intercom4j.dnode.SessionListener;
import org.jspecify.annotations.Nullable;

/**
 * One connection between a bus and the other process: channel and session together.
 * <p>
 * Beyond dnode's {@code emit} each side offers {@code goodbye}, called before it closes
 * the channel on purpose, so that the other side can tell that from a death. A parent
 * also offers {@code onstop} and {@code stopped}, for children that have work to finish
 * before a stop, and {@code pong} if it pings; a child offers {@code ping}.
 */
final class Link implements MessageHandler, SessionListener {

	private static final String GOODBYE = "goodbye";

	private static final String PONG = "pong";

	private final MessageChannel channel;

	private final EventBus bus;

	private final Runnable ready;

	private final DnodeSession session;

	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	private final FrameBacklog backlog;

	private final StopRequest stopRequest = new StopRequest();

	private final PingAnswers answers = new PingAnswers(this);

	private final LinkPulse pulse;

	private final StopOffer stopOffer;

	/** The other side's emit as it was offered last; owned by the lane. */
	private @Nullable RemoteFunction offered;

	private volatile @Nullable Consumer<PreparedArguments> sender;

	private volatile boolean saidGoodbye;

	/** Methods that the other side has ever offered; written in the lane. */
	private final Set<String> offers = ConcurrentHashMap.newKeySet();

	/** From here on nothing may wait for the other side. */
	private volatile boolean leaving;

	private Link(MessageChannel channel, EventBus bus, Runnable ready, BiConsumer<Link, LocalMethods.Builder> further) {
		this.channel = channel;
		this.bus = bus;
		this.ready = ready;
		LocalMethods.Builder methods = LocalMethods.builder()
			.method("emit", bus::receive)
			.method(GOODBYE, new ImmediateCallback((args) -> this.saidGoodbye = true));
		further.accept(this, methods);
		this.backlog = new FrameBacklog(channel, bus.lane(), this.answers::whilePaused);
		this.session = new DnodeSession(methods.build(), this::sendFrame, this,
				bus.sessionOptions().toBuilder().executor(this.backlog).build());
		this.pulse = new LinkPulse(channel, this.session, this.backlog, this.offers);
		this.stopOffer = new StopOffer(this, this.session, this.offers);
	}

	static Link toParent(MessageChannel channel, EventBus bus, Runnable ready) {
		return new Link(channel, bus, ready, (link, methods) -> methods.method(LinkPulse.PING, link.answers));
	}

	/**
	 * To a child.
	 * @param pongs hears its answers to pings, {@code null} if there are none
	 */
	static Link toChild(MessageChannel channel, EventBus bus, Runnable ready, @Nullable PongReceiver pongs) {
		return new Link(channel, bus, ready, (link, methods) -> {
			methods.method(StopRequest.ON_STOP, new ImmediateCallback(link.stopRequest::wanted))
				.method(StopRequest.STOPPED, new ImmediateCallback(link.stopRequest::answered));
			if (pongs != null) {
				methods.method(PONG, pongs);
			}
		});
	}

	void open() {
		this.session.start();
		this.channel.start(this);
	}

	boolean isReady() {
		return this.sender != null && this.channel.isOpen();
	}

	/** Whether the other side lives, for whoever pings it. */
	LinkPulse pulse() {
		return this.pulse;
	}

	/** Never blocks. */
	void pong(Map<String, Object> status) {
		this.channel.sendNow(this.session.encode(PONG, status));
	}

	/** Whether the other side closed the channel on purpose. */
	boolean saidGoodbye() {
		return this.saidGoodbye;
	}

	/** Completes when the channel is closed and all that came over it was handed on. */
	CompletionStage<Void> closed() {
		return this.closed;
	}

	/** How many callbacks were told that the channel is closed. */
	int pendingCalls() {
		return this.session.abandonedCallbacks();
	}

	/**
	 * Asks the other side to finish its work, if it wants to be told. Never blocks;
	 * events that are emitted meanwhile wait for the other side as ever.
	 * @param finished called when it has done so, on the channel thread
	 * @return whether it was asked
	 */
	boolean requestStop(Runnable finished) {
		boolean before = this.leaving;
		this.leaving = true;
		try {
			boolean asked = this.stopRequest.ask(finished);
			if (asked) {
				// no answer comes over a closed channel
				CompletableFuture<Void> unused = this.closed.thenRun(finished);
			}
			return asked;
		}
		finally {
			this.leaving = before;
		}
	}

	/** How this side asks to be told of a stop. */
	StopOffer stopOffer() {
		return this.stopOffer;
	}

	/** Never blocks, even if the other side reads no more: a stop depends on it. */
	void disconnect() {
		this.leaving = true;
		try {
			if (this.offers.contains(GOODBYE)) {
				this.session.request(GOODBYE);
			}
		}
		catch (SessionClosedException | ChannelClosedException ex) {
			return;
		}
		this.channel.close();
	}

	void close() {
		this.channel.close();
	}

	/** Reads to the end whatever waits for the listeners: nothing new is written. */
	void drain() {
		this.backlog.drain();
	}

	/** A listener must never wait for the other side, whose listeners may wait for it. */
	private void sendFrame(byte[] frame) {
		if (this.leaving || this.bus.lane().isCurrentThread()) {
			this.channel.sendNow(frame);
		}
		else {
			this.channel.send(frame);
		}
	}

	@Override
	public void onMessage(byte[] buffer, int offset, int length) {
		this.pulse.frameArrives();
		this.backlog.frameBegins(length);
		try {
			this.session.handle(buffer, offset, length);
		}
		finally {
			this.backlog.frameEnds();
		}
	}

	@Override
	public void onBatchEnd() {
		this.backlog.batchEnds();
	}

	@Override
	public void onBroken(BrokenFrameException ex) {
		this.backlog.batchEnds();
		this.bus.remoteError(ex);
	}

	@Override
	public void onClosed(@Nullable IOException cause, int unsentFrames) {
		this.session.close(cause);
		this.bus.lane().execute(() -> ended(unsentFrames));
		this.closed.complete(null);
	}

	private void ended(int unsentFrames) {
		Consumer<PreparedArguments> ended = this.sender;
		if (ended != null) {
			this.bus.outbox().detach(ended);
			this.sender = null;
		}
		int lost = unsentFrames + this.bus.outbox().takeLost();
		if (lost > 0) {
			this.bus.warn(EventBus.counted(lost, "message") + " could not be delivered, the channel was closed before");
		}
		fireClosed(this.bus);
	}

	/** Said at the end of every channel, also of one that was never connected. */
	static void fireClosed(EventBus bus) {
		bus.fireNow("rpcexit", bus.observer()::rpcExit);
		bus.fireNow("disconnected", bus.observer()::disconnected, "internal");
	}

	/**
	 * The session itself may have ended, and forgotten them, before its lane comes to it.
	 */
	@Override
	public void remote(RemoteMethods methods) {
		this.offered = methods.function("emit");
		for (String name : List.of(GOODBYE, StopRequest.ON_STOP, LinkPulse.PING)) {
			if (methods.function(name) != null) {
				this.offers.add(name);
			}
		}
	}

	@Override
	public void ready() {
		RemoteFunction emit = this.offered;
		if (emit == null) {
			String message = "Remote RPC Session does not have Emit function!!";
			this.bus.error(message, null, List.of(), new IllegalStateException(message));
			return;
		}
		Consumer<PreparedArguments> next = (event) -> this.session.request(emit.id(), event);
		this.sender = next;
		this.stopOffer.sessionReady();
		this.bus.outbox().attach(next);
		this.bus.fireNow("rpcready", this.bus.observer()::rpcReady);
		this.ready.run();
	}

	@Override
	public void fail(Exception reason) {
		this.bus.remoteError(reason);
	}

	@Override
	public void error(Exception reason) {
		this.bus.localError(reason);
	}

}
