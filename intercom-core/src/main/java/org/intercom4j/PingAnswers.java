package org.intercom4j;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.intercom4j.channel.ChannelClosedException;
import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.SessionClosedException;

/**
 * Answers the pings of the parent, on the channel thread: a listener that blocks has no
 * part in it. While the channel is not read, because too much waits for the listeners,
 * the parent is told once a second that this process is busy.
 */
final class PingAnswers implements Callback {

	/** On which a JVM prints its threads; the same number on all Unix systems. */
	private static final int SIGQUIT = 3;

	private static final boolean HAS_SIGNALS = !System.getProperty("os.name").startsWith("Windows");

	private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

	private static final Map<String, Object> BUSY = Map.of("busy", true);

	private final Link link;

	private final Map<String, Object> status;

	private final AtomicBoolean telling = new AtomicBoolean();

	/** Written by the channel thread. */
	private volatile boolean asked;

	PingAnswers(Link link) {
		this.link = link;
		long pid = ProcessHandle.current().pid();
		this.status = HAS_SIGNALS ? Map.of("pid", pid, "signal", SIGQUIT) : Map.of("pid", pid);
	}

	@Override
	public void call(CallArguments args) {
		this.asked = true;
		tell(this.status);
	}

	@Override
	public boolean isImmediate() {
		return true;
	}

	/** The reading is paused. */
	void whilePaused() {
		if (this.asked && this.telling.compareAndSet(false, true)) {
			SOON.execute(this::tellBusy);
		}
	}

	private void tellBusy() {
		if (this.link.pulse().isPaused() && tell(BUSY)) {
			SOON.execute(this::tellBusy);
			return;
		}
		this.telling.set(false);
		if (this.link.pulse().isPaused() && this.link.isReady()) {
			whilePaused();
		}
	}

	private boolean tell(Map<String, Object> status) {
		try {
			this.link.pong(status);
			return true;
		}
		catch (SessionClosedException | ChannelClosedException ex) {
			return false; // nobody asks any more
		}
	}

}
