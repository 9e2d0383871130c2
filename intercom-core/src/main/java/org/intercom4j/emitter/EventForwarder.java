package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Emits events of other sources again on one emitter, possibly under other names.
 *
 * @since 0.1.0
 */
public final class EventForwarder {

	private final EventEmitter emitter;

	private final ReentrantLock lock = new ReentrantLock();

	// Guarded by the lock
	private final IdentityHashMap<EventSource<?>, Map<String, EventListener>> forwarded = new IdentityHashMap<>();

	/**
	 * Creates a forwarder that listens to nothing.
	 * @param emitter emits the events again
	 */
	public EventForwarder(EventEmitter emitter) {
		this.emitter = emitter;
	}

	/**
	 * Forwards events of a source.
	 * @param source where the events come from
	 * @param events the names here by the names there
	 * @param filter which events are forwarded
	 * @throws IllegalStateException if one of the events is forwarded already
	 */
	public void listenTo(EventSource<?> source, Map<String, String> events, Predicate<Event> filter) {
		this.lock.lock();
		try {
			Map<String, EventListener> listeners = this.forwarded.computeIfAbsent(source, (key) -> new HashMap<>());
			for (Map.Entry<String, String> names : events.entrySet()) {
				if (listeners.containsKey(names.getKey())) {
					throw new IllegalStateException("Event '" + names.getKey() + "' is already listening");
				}
				EventListener listener = (event) -> forward(names.getValue(), event, filter);
				listeners.put(names.getKey(), listener);
				source.on(names.getKey(), listener);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void forward(String name, Event event, Predicate<Event> filter) {
		if (filter.test(event)) {
			this.emitter.emit(name, event.arguments());
		}
	}

	/**
	 * Forwards no events of a source any more.
	 * @param source the source
	 * @return whether events of it were forwarded
	 */
	public boolean stopListeningTo(EventSource<?> source) {
		return stop(source, null);
	}

	/**
	 * Forwards an event of a source no more.
	 * @param source the source
	 * @param event the name there
	 * @return whether events of the source were forwarded
	 */
	public boolean stopListeningTo(EventSource<?> source, String event) {
		return stop(source, event);
	}

	private boolean stop(EventSource<?> source, @Nullable String event) {
		this.lock.lock();
		try {
			Map<String, EventListener> listeners = this.forwarded.get(source);
			if (listeners == null) {
				return false;
			}
			for (String name : (event != null) ? List.of(event) : new ArrayList<>(listeners.keySet())) {
				EventListener listener = listeners.remove(name);
				if (listener != null) {
					source.off(name, listener);
				}
			}
			if (listeners.isEmpty()) {
				this.forwarded.remove(source);
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

}
