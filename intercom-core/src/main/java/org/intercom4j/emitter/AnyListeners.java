package org.intercom4j.emitter;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The listeners of every event.
 */
final class AnyListeners {

	private final ReentrantLock lock = new ReentrantLock();

	// Written under the lock
	private volatile ListenerList listeners = ListenerList.EMPTY;

	ListenerList get() {
		return this.listeners;
	}

	void add(EventListener listener, boolean first) {
		this.lock.lock();
		try {
			this.listeners = this.listeners.with(listener, first);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Removes one registration.
	 * @return whether there was one
	 */
	boolean remove(EventListener listener) {
		this.lock.lock();
		try {
			ListenerList before = this.listeners;
			this.listeners = before.without(listener);
			return this.listeners != before;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Removes all.
	 * @return what was removed
	 */
	ListenerList removeAll() {
		this.lock.lock();
		try {
			ListenerList before = this.listeners;
			this.listeners = ListenerList.EMPTY;
			return before;
		}
		finally {
			this.lock.unlock();
		}
	}

}
