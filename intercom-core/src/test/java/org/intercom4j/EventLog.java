package org.intercom4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.emitter.Event;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the events of a peer and waits for them.
 */
public final class EventLog {

	private static final long LIMIT_SECONDS = 60;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<Event> events = new ArrayList<>();

	public EventLog(EventPeer peer) {
		peer.onAny(this::add);
	}

	private void add(Event event) {
		this.lock.lock();
		try {
			this.events.add(event);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	public List<String> names() {
		this.lock.lock();
		try {
			return this.events.stream().map(Event::name).toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The arguments of all events of this name. */
	public List<List<@Nullable Object>> all(String name) {
		this.lock.lock();
		try {
			return this.events.stream()
				.filter((event) -> event.name().equals(name))
				.map((event) -> event.arguments().toList())
				.toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The arguments of the first event of this name. */
	public List<@Nullable Object> await(String name) throws InterruptedException {
		return await(name, 1);
	}

	/** The arguments of the nth event of this name. */
	public List<@Nullable Object> await(String name, int nth) throws InterruptedException {
		this.lock.lock();
		try {
			long left = TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
			for (Event event = find(name, nth); true; event = find(name, nth)) {
				if (event != null) {
					return event.arguments().toList();
				}
				if (left <= 0) {
					throw new AssertionError("No %s (%d) came, but %s".formatted(name, nth, names()));
				}
				left = this.changed.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Event find(String name, int nth) {
		return this.events.stream()
			.filter((event) -> event.name().equals(name))
			.skip(nth - 1L)
			.findFirst()
			.orElse(null);
	}

}
