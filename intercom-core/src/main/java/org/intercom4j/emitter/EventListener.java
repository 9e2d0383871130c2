package org.intercom4j.emitter;

import java.util.concurrent.Executor;

/**
 * Listens to events of an {@link EventSource}. It is called on the thread that emits, one
 * listener after another, never under a lock, so it may block, emit, and add or remove
 * listeners.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EventListener {

	/**
	 * Handles an event. An exception ends the emit and reaches its caller: unchecked ones
	 * as they are, checked ones inside a {@link ListenerException}.
	 * @param event the event
	 * @throws Exception if the listener fails
	 */
	void onEvent(Event event) throws Exception;

	/**
	 * A listener that hands each call of this one to an executor, so that the emit does
	 * not wait for it. Removing this listener removes the returned one too. An exception
	 * of this listener goes to the executor.
	 * @param executor runs the calls
	 * @return the listener to register
	 */
	default EventListener deferredOn(Executor executor) {
		return new DeferredListener(this, executor);
	}

}
