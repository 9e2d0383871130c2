package org.intercom4j;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.intercom4j.channel.BrokenFrameException;
import org.intercom4j.channel.ChannelClosedException;
import org.intercom4j.channel.MessageChannel;
import org.intercom4j.channel.MessageHandler;
import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.Callback;
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
 * the channel on purpose, so that the other side can tell that from a death.
 */
final class Link implements MessageHandler, SessionListener {

	private static final String GOODBYE = "goodbye";

	/** Reading pauses while more than this waits for the listeners. */
	private static final long BACKLOG_LIMIT = 64L * 1024 * 1024;

	/** What a frame takes in memory beside its bytes, roughly. */
	private static final int FRAME_OVERHEAD = 256;

	private final MessageChannel channel;

	private final EventBus bus;

	private final Runnable ready;

	private final DnodeSession session;

	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	/** Bytes in memory of frames whose work is not done yet. */
	private final AtomicLong backlog = new AtomicLong();

	/** The length of the frame that is being decoded; owned by the channel thread. */
	private int frameLength;

	/** The other side's emit as it was offered last; owned by the lane. */
	private @Nullable RemoteFunction offered;

	private volatile @Nullable Consumer<PreparedArguments> sender;

	private volatile boolean saidGoodbye;

	/** Whether the other side has ever offered goodbye; written in the lane. */
	private volatile boolean goodbyeKnown;

	/** From here on nothing may wait for the other side. */
	private volatile boolean leaving;

	/** The process has ended: what it left in the channel is little, and is read. */
	private volatile boolean draining;

	/**
	 * Set by the channel thread after it has paused and before it hands on the task that
	 * will resume.
	 */
	private volatile boolean paused;

	Link(MessageChannel channel, EventBus bus, Runnable ready) {
		this.channel = channel;
		this.bus = bus;
		this.ready = ready;
		LocalMethods methods = LocalMethods.builder()
			.method("emit", bus::receive)
			.method(GOODBYE, new Goodbye())
			.build();
		Executor counted = this::executeCounted;
		this.session = new DnodeSession(methods, this::sendFrame, this,
				bus.sessionOptions().toBuilder().executor(counted).build());
	}

	void open() {
		this.session.start();
		this.channel.start(this);
	}

	boolean isReady() {
		return this.sender != null && this.channel.isOpen();
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

	/** Never blocks, even if the other side reads no more: a stop depends on it. */
	void disconnect() {
		this.leaving = true;
		try {
			if (this.goodbyeKnown) {
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
		this.draining = true;
		this.channel.resumeReading();
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
		this.frameLength = length;
		this.session.handle(buffer, offset, length);
		this.frameLength = 0;
	}

	private void executeCounted(Runnable task) {
		int bytes = this.frameLength + FRAME_OVERHEAD;
		if (this.backlog.addAndGet(bytes) > BACKLOG_LIMIT) {
			pause();
		}
		this.bus.lane().execute(() -> {
			try {
				task.run();
			}
			finally {
				resume(this.backlog.addAndGet(-bytes));
			}
		});
	}

	private void pause() {
		this.channel.pauseReading();
		this.paused = true;
		if (this.draining) {
			this.channel.resumeReading();
		}
	}

	private void resume(long left) {
		if (left <= BACKLOG_LIMIT / 2 && this.paused) {
			this.paused = false;
			this.channel.resumeReading();
		}
	}

	@Override
	public void onBroken(BrokenFrameException ex) {
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
		if (methods.function(GOODBYE) != null) {
			this.goodbyeKnown = true;
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

	/** Noted as soon as it is read: the end of the channel must find it noted. */
	private final class Goodbye implements Callback {

		@Override
		public void call(CallArguments args) {
			Link.this.saidGoodbye = true;
		}

		@Override
		public boolean isImmediate() {
			return true;
		}

	}

}
