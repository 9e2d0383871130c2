package org.intercom4j.emitter;

/**
 * Calls a listener on behalf of an emitter. The owner of the emitter puts its own one
 * here to know which listener runs or failed.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ListenerInvoker {

	/**
	 * Calls the listener, on the thread that emits.
	 * @param listener the listener as it was registered, without its counter
	 * @param event the event
	 * @throws Exception if the listener fails; ends the emit
	 */
	void invoke(EventListener listener, Event event) throws Exception;

	/**
	 * The invoker that just calls the listener, the default.
	 * @return the invoker
	 */
	static ListenerInvoker direct() {
		return EventListener::onEvent;
	}

}
