package org.intercom4j.emitter;

import java.util.concurrent.Executor;

/**
 * Hands the calls of a listener to an executor.
 *
 * @param listener the listener
 * @param executor runs the calls
 */
record DeferredListener(EventListener listener, Executor executor) implements WrappingListener {

	@Override
	public void onEvent(Event event) {
		// A copy, so that a late result never lands among those of an asynchronous emit
		Event later = new ForwardedEvent(event.name(), event.arguments());
		this.executor.execute(() -> call(later));
	}

	private void call(Event event) {
		try {
			this.listener.onEvent(event);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw ListenerException.of(ex);
		}
	}

}
