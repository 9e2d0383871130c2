package org.intercom4j;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.intercom4j.channel.ChannelClosedException;
import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.SessionClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a child does when its parent is about to stop it. Thread-safe.
 */
final class StopTasks implements Callback {

	private static final Logger logger = LoggerFactory.getLogger(Parent.class);

	private final List<Runnable> tasks = new CopyOnWriteArrayList<>();

	/** Whether the parent is told, or will be, that there are such. */
	private final AtomicBoolean offered = new AtomicBoolean();

	private final EventBus bus;

	private final Link link;

	StopTasks(EventBus bus, Link link) {
		this.bus = bus;
		this.link = link;
	}

	void add(Runnable task) {
		this.tasks.add(task);
		if (this.offered.compareAndSet(false, true)) {
			this.link.stopOffer().offer(this);
		}
	}

	/**
	 * In the lane, after the events that came before. On a thread of its own, so that
	 * listeners go on meanwhile.
	 */
	@Override
	public void call(CallArguments args) {
		Thread thread = new Thread(this::run, "intercom-parent-stop");
		thread.setDaemon(true);
		thread.start();
	}

	private void run() {
		this.tasks.forEach(this::run);
		try {
			this.link.stopOffer().tellFinished();
		}
		catch (SessionClosedException | ChannelClosedException ex) {
			logger.warn("The parent has not waited until the work was finished", ex);
		}
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			Exception reason = (ex instanceof Exception exception) ? exception
					: new IllegalStateException("A task before the stop failed: " + ex, ex);
			this.bus.lane().execute(() -> this.bus.localError(reason));
		}
	}

}
