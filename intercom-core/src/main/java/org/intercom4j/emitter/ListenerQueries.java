package org.intercom4j.emitter;

import java.util.List;

/**
 * Tells which listeners there are.
 *
 * @since 0.1.0
 */
public interface ListenerQueries {

	/**
	 * The listeners that an event of this name calls, in the order of the calls and
	 * without any listeners.
	 * @param event the name, or a pattern
	 * @return the listeners as they were given
	 */
	List<EventListener> listeners(String event);

	/**
	 * The listeners that an event of this name calls, in the order of the calls and
	 * without any listeners.
	 * @param event the segments of the name or pattern
	 * @return the listeners as they were given
	 */
	List<EventListener> listeners(List<String> event);

	/**
	 * All listeners of all names, without any listeners.
	 * @return the listeners
	 * @throws IllegalStateException if wildcards are on, where a name is required
	 */
	List<EventListener> listeners();

	/**
	 * The number of listeners that an event of this name calls, without any listeners.
	 * @param event the name, or a pattern
	 * @return the number
	 */
	default int listenerCount(String event) {
		return listeners(event).size();
	}

	/**
	 * The number of listeners that an event of this name calls, without any listeners.
	 * @param event the segments of the name or pattern
	 * @return the number
	 */
	default int listenerCount(List<String> event) {
		return listeners(event).size();
	}

	/**
	 * The number of listeners of all names, without any listeners.
	 * @return the number
	 * @throws IllegalStateException if wildcards are on, where a name is required
	 */
	default int listenerCount() {
		return listeners().size();
	}

	/**
	 * Whether an event of this name calls a listener. Any listeners count only where
	 * wildcards are off.
	 * @param event the name, or a pattern
	 * @return whether there is one
	 */
	boolean hasListeners(String event);

	/**
	 * Whether an event of this name calls a listener. Any listeners count only where
	 * wildcards are off.
	 * @param event the segments of the name or pattern
	 * @return whether there is one
	 */
	boolean hasListeners(List<String> event);

	/**
	 * Whether there is a listener of any name. Any listeners count only where wildcards
	 * are off.
	 * @return whether there is one
	 */
	boolean hasListeners();

	/**
	 * The names that have listeners; newest first where wildcards are on, otherwise
	 * oldest first.
	 * @return the names
	 */
	List<String> eventNames();

	/**
	 * The names that have listeners as lists of segments, in the order of
	 * {@link #eventNames()}.
	 * @return the names
	 */
	List<List<String>> eventSegments();

	/**
	 * The any listeners in the order of their calls.
	 * @return the listeners
	 */
	List<EventListener> listenersAny();

}
