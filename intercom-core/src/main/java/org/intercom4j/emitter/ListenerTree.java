package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The registered names as a tree with one node per segment. Changed by one thread at a
 * time; names without listeners leave no nodes behind.
 */
final class ListenerTree {

	private final ReentrantLock lock = new ReentrantLock();

	private final Node root = Node.root();

	private final Runnable changed;

	// Guarded by the lock
	private long nodes;

	/**
	 * Creates an empty tree.
	 * @param changed called after every change, under the lock
	 */
	ListenerTree(Runnable changed) {
		this.changed = changed;
	}

	Node root() {
		return this.root;
	}

	/**
	 * Adds a listener.
	 * @param name its name
	 * @param listener the listener
	 * @param first whether it goes before the others of the name
	 * @param maximum the maximum of listeners
	 * @return the number of listeners if a warning about it is due, otherwise zero
	 */
	int add(EventName name, EventListener listener, boolean first, int maximum) {
		this.lock.lock();
		try {
			Node node = this.root;
			for (String segment : name.segments()) {
				Node child = node.child(segment);
				node = (child != null) ? child : node.addChild(segment, ++this.nodes);
			}
			node.add(listener, first);
			this.changed.run();
			return node.warn(maximum) ? node.listeners().size() : 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Removes one registration of a listener from each name that the given one means.
	 * @return how many were removed
	 */
	int remove(EventName name, EventListener listener) {
		this.lock.lock();
		try {
			int removed = 0;
			for (Node node : RemovalWalk.walk(this.root, name)) {
				if (node.remove(listener)) {
					removed++;
					prune(node);
				}
			}
			if (removed > 0) {
				this.changed.run();
			}
			return removed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Removes a counted registration that is spent.
	 * @return whether it was still registered
	 */
	boolean remove(CountedListener spent) {
		EventName name = spent.name();
		return remove(new EventName(name.given(), name.text(), name.segments(), false), spent) > 0;
	}

	void removeAll(EventName name) {
		this.lock.lock();
		try {
			for (Node node : RemovalWalk.walk(this.root, name)) {
				node.removeAll();
				prune(node);
			}
			this.changed.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	void removeAll() {
		this.lock.lock();
		try {
			this.root.removeChildren();
			this.changed.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void prune(Node emptied) {
		Node node = emptied;
		Node parent = node.parent();
		while (parent != null && !node.hasListeners() && !node.hasChildren()) {
			parent.removeChild(node);
			node = parent;
			parent = node.parent();
		}
	}

	/**
	 * The names that have listeners, newest first, longer ones before their beginnings.
	 */
	List<Node> named() {
		List<Node> named = new ArrayList<>();
		collect(this.root, named);
		return named;
	}

	private void collect(Node node, List<Node> named) {
		node.childrenNewestFirst().forEach((child) -> collect(child, named));
		if (node.hasListeners()) {
			named.add(node);
		}
	}

}
