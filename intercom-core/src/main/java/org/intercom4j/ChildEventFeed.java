package org.intercom4j;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the events of a child to its listeners and observers, in its lane. Thread-safe.
 */
final class ChildEventFeed {

	private static final Logger logger = LoggerFactory.getLogger(Child.class);

	private final String name;

	private final List<Consumer<? super ChildEvent>> observers = new CopyOnWriteArrayList<>();

	/** Events of the life cycle that wait for the lane. */
	private final AtomicInteger untold = new AtomicInteger();

	private final Supplier<EventBus> bus;

	ChildEventFeed(String name, Supplier<EventBus> bus) {
		this.name = name;
		this.bus = bus;
	}

	void add(Consumer<? super ChildEvent> observer) {
		this.observers.add(observer);
	}

	void remove(Consumer<? super ChildEvent> observer) {
		this.observers.remove(observer);
	}

	/** To the observers only; in the lane. */
	void publish(ChildEvent event) {
		for (Consumer<? super ChildEvent> observer : this.observers) {
			try {
				observer.accept(event);
			}
			catch (RuntimeException | Error ex) {
				logger.error("Child '{}': an observer of {} failed", this.name, event.getClass().getSimpleName(), ex);
			}
		}
	}

	/** After what waits for the lane. */
	void fire(String event, ChildEvent published, @Nullable Object... arguments) {
		EventBus present = this.bus.get();
		this.untold.incrementAndGet();
		present.lane().execute(() -> {
			this.untold.decrementAndGet();
			present.fireNow(event, () -> publish(published), arguments);
		});
	}

	/**
	 * In the turn of a caller on the event thread, as in the original; but never before
	 * an event of the life cycle that still waits.
	 */
	void fireInTurn(String event, ChildEvent published, @Nullable Object... arguments) {
		EventBus present = this.bus.get();
		if (present.lane().isCurrentThread() && this.untold.get() == 0) {
			present.lane().executeNext(() -> present.fireNow(event, () -> publish(published), arguments));
		}
		else {
			fire(event, published, arguments);
		}
	}

	/**
	 * After the turn of a caller on the event thread, like all events of the life cycle.
	 */
	void error(String message, @Nullable Throwable cause, IllegalStateException argument) {
		EventBus present = this.bus.get();
		present.lane().execute(() -> present.error(message, cause, List.of(), argument));
	}

}
