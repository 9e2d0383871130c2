package org.intercom4j.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import org.intercom4j.ChildEvent;
import org.springframework.context.event.EventListener;

/**
 * An application's listener that writes down the events of all children and waits for
 * them.
 */
public final class EventRecorder {

	private static final long LIMIT_SECONDS = 60;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<ChildEvent> events = new ArrayList<>();

	@EventListener
	void on(ChildEvent event) {
		this.lock.lock();
		try {
			this.events.add(event);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A copy of the events so far. */
	public List<ChildEvent> events() {
		this.lock.lock();
		try {
			return new ArrayList<>(this.events);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The first event of this kind. */
	public <T extends ChildEvent> T await(Class<T> type) {
		return await(type, 1);
	}

	/** The nth event of this kind. */
	public <T extends ChildEvent> T await(Class<T> type, int nth) {
		return await(type, nth, (event) -> true);
	}

	/** The nth event of this kind that fits. */
	public <T extends ChildEvent> T await(Class<T> type, int nth, Predicate<T> fits) {
		this.lock.lock();
		try {
			long left = TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
			while (true) {
				List<T> found = this.events.stream().filter(type::isInstance).map(type::cast).filter(fits).toList();
				if (found.size() >= nth) {
					return found.get(nth - 1);
				}
				if (left <= 0) {
					throw new AssertionError("No %s (%d) came, but %s".formatted(type, nth, this.events));
				}
				left = this.changed.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			throw new AssertionError("Interrupted", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

}
