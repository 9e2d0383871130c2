package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The listeners of a name in the order of their calls. Immutable, so that an emit can
 * walk it while others change the registrations.
 */
final class ListenerList {

	/**
	 * No listeners.
	 */
	static final ListenerList EMPTY = new ListenerList(new EventListener[0]);

	private final EventListener[] listeners;

	private ListenerList(EventListener[] listeners) {
		this.listeners = listeners;
	}

	/**
	 * The listeners of some nodes, one node after the other.
	 */
	static ListenerList of(Collection<Node> nodes) {
		List<EventListener> all = new ArrayList<>();
		ListenerList only = EMPTY;
		for (Node node : nodes) {
			ListenerList list = node.listeners();
			if (!list.isEmpty()) {
				only = all.isEmpty() ? list : EMPTY;
				Collections.addAll(all, list.listeners);
			}
		}
		return (only.size() == all.size()) ? only : new ListenerList(all.toArray(EventListener[]::new));
	}

	int size() {
		return this.listeners.length;
	}

	boolean isEmpty() {
		return this.listeners.length == 0;
	}

	EventListener get(int index) {
		return this.listeners[index];
	}

	ListenerList with(EventListener listener, boolean first) {
		int size = this.listeners.length;
		EventListener[] changed = new EventListener[size + 1];
		System.arraycopy(this.listeners, 0, changed, first ? 1 : 0, size);
		changed[first ? 0 : size] = listener;
		return new ListenerList(changed);
	}

	/**
	 * This list without the first listener that is the wanted one or wraps it.
	 * @param wanted the listener to remove
	 * @return the changed list, or this list if it has no such listener
	 */
	ListenerList without(EventListener wanted) {
		for (int index = 0; index < this.listeners.length; index++) {
			if (WrappingListener.isOrWraps(this.listeners[index], wanted)) {
				return without(index);
			}
		}
		return this;
	}

	private ListenerList without(int index) {
		int size = this.listeners.length - 1;
		if (size == 0) {
			return EMPTY;
		}
		EventListener[] changed = new EventListener[size];
		System.arraycopy(this.listeners, 0, changed, 0, index);
		System.arraycopy(this.listeners, index + 1, changed, index, size - index);
		return new ListenerList(changed);
	}

	/**
	 * The listeners as they were given to the emitter.
	 */
	List<EventListener> originals() {
		return Arrays.stream(this.listeners).map(WrappingListener::original).toList();
	}

}
