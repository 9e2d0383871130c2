package org.intercom4j.emitter;

/**
 * A listener around another one, by which it can be found and removed.
 */
sealed interface WrappingListener extends EventListener permits CountedListener, DeferredListener {

	/**
	 * The listener inside.
	 * @return the listener
	 */
	EventListener listener();

	/**
	 * The innermost listener, the one that the user wrote.
	 * @param listener a listener, wrapped or not
	 * @return the original
	 */
	static EventListener original(EventListener listener) {
		EventListener current = listener;
		while (current instanceof WrappingListener wrapping) {
			current = wrapping.listener();
		}
		return current;
	}

	/**
	 * Whether a registered listener is the wanted one or wraps it.
	 * @param registered the registered listener
	 * @param wanted the listener to find
	 * @return whether it is meant
	 */
	static boolean isOrWraps(EventListener registered, EventListener wanted) {
		EventListener current = registered;
		while (current != wanted && current instanceof WrappingListener wrapping) {
			current = wrapping.listener();
		}
		return current == wanted;
	}

}
