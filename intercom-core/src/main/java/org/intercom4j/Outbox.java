package org.intercom4j;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.intercom4j.channel.ChannelClosedException;
import org.intercom4j.dnode.PreparedArguments;
import org.intercom4j.dnode.SessionClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where emitted events go: to the session, or into a bounded queue until there is one.
 * Thread-safe; the order of one thread's events is kept.
 */
final class Outbox {

	private static final Logger logger = LoggerFactory.getLogger(Outbox.class);

	private final int capacity;

	private final AtomicInteger lost = new AtomicInteger();

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final Queue<PreparedArguments> queue = new ArrayDeque<>();

	/** Why no session is to come, guarded by the lock. */
	private @Nullable String closedBecause;

	/** Written under the lock, read without: set only while the queue is empty. */
	private volatile @Nullable Consumer<PreparedArguments> session;

	Outbox(int capacity) {
		this.capacity = capacity;
	}

	void send(PreparedArguments event) {
		boolean done = false;
		while (!done) {
			Consumer<PreparedArguments> ready = this.session;
			done = (ready != null) ? sendNow(ready, event) : enqueue(event);
		}
	}

	/** Not when a session has come meanwhile: a send may block, so it holds no lock. */
	private boolean enqueue(PreparedArguments event) {
		this.lock.lock();
		try {
			requireOpen();
			if (this.session != null) {
				return false;
			}
			if (this.queue.size() >= this.capacity) {
				throw new IllegalStateException(
						"the queue of events that wait for the channel is full (%d)".formatted(this.capacity));
			}
			return this.queue.add(event);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A session that has just ended leaves the event to the next one. Not so if the
	 * session knows the event's functions already: it tells them that it has ended.
	 */
	private boolean sendNow(Consumer<PreparedArguments> ready, PreparedArguments event) {
		try {
			ready.accept(event);
			return true;
		}
		catch (SessionClosedException ex) {
			detach(ready);
			return false;
		}
		catch (ChannelClosedException ex) {
			detach(ready);
			if (event.hasFunctions()) {
				this.lost.incrementAndGet();
				return true;
			}
			return false;
		}
	}

	/** How many events could not be delivered since the last question. */
	int takeLost() {
		return this.lost.getAndSet(0);
	}

	void requireOpen() {
		this.lock.lock();
		try {
			if (this.closedBecause != null) {
				throw new IllegalStateException(this.closedBecause);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A session may come. */
	void open() {
		this.lock.lock();
		try {
			this.closedBecause = null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The session is there: what waits goes first, but for what cannot go at all. */
	void attach(Consumer<PreparedArguments> ready) {
		this.lock.lock();
		try {
			while (!this.queue.isEmpty()) {
				if (!sendWaiting(ready, this.queue.element())) {
					return;
				}
				this.queue.remove();
			}
			this.session = ready;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean sendWaiting(Consumer<PreparedArguments> ready, PreparedArguments event) {
		try {
			return sendNow(ready, event);
		}
		catch (IllegalArgumentException ex) {
			logger.error("An event that waited for the channel cannot be sent", ex);
			this.lost.incrementAndGet();
			return true;
		}
	}

	void detach(Consumer<PreparedArguments> ended) {
		this.lock.lock();
		try {
			if (this.session == ended) {
				this.session = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean hasSession() {
		return this.session != null;
	}

	/**
	 * No session is to come.
	 * @return the events that are dropped
	 */
	List<PreparedArguments> close(String reason) {
		this.lock.lock();
		try {
			List<PreparedArguments> dropped = List.copyOf(this.queue);
			this.queue.clear();
			this.session = null;
			this.closedBecause = reason;
			return dropped;
		}
		finally {
			this.lock.unlock();
		}
	}

	int size() {
		this.lock.lock();
		try {
			return this.queue.size();
		}
		finally {
			this.lock.unlock();
		}
	}

}
