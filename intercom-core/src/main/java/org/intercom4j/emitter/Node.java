package org.intercom4j.emitter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * A segment in the tree of registered names. Read by any thread without a lock, changed
 * under the lock of its tree.
 */
final class Node {

	private static final Comparator<Node> NEWEST_FIRST = Comparator.comparingLong((Node node) -> node.number)
		.reversed();

	private final String segment;

	private final @Nullable Node parent;

	private final long number;

	private volatile Map<String, Node> children = Map.of();

	private volatile ListenerList listeners = ListenerList.EMPTY;

	// Guarded by the lock of the tree
	private boolean warned;

	private Node(String segment, @Nullable Node parent, long number) {
		this.segment = segment;
		this.parent = parent;
		this.number = number;
	}

	static Node root() {
		return new Node("", null, 0);
	}

	/**
	 * A node outside of the tree whose only child has the given segment and the given
	 * node as its only child.
	 */
	static Node above(String segment, Node only) {
		Node root = root();
		Node child = new Node(segment, root, 0);
		child.children = Map.of(only.segment, only);
		root.children = Map.of(segment, child);
		return root;
	}

	static Comparator<Node> newestFirst() {
		return NEWEST_FIRST;
	}

	String segment() {
		return this.segment;
	}

	@Nullable Node parent() {
		return this.parent;
	}

	/**
	 * The segments from the root to this node.
	 */
	List<String> path() {
		Deque<String> path = new ArrayDeque<>();
		for (Node node = this; node.parent != null; node = node.parent) {
			path.addFirst(node.segment);
		}
		return List.copyOf(path);
	}

	@Nullable Node child(String name) {
		return this.children.get(name);
	}

	boolean hasChildren() {
		return !this.children.isEmpty();
	}

	List<Node> childrenNewestFirst() {
		List<Node> nodes = new ArrayList<>(this.children.values());
		nodes.sort(NEWEST_FIRST);
		return nodes;
	}

	Node addChild(String name, long childNumber) {
		Node child = new Node(name, this, childNumber);
		if (this.children.isEmpty()) {
			this.children = new ConcurrentHashMap<>();
		}
		this.children.put(name, child);
		return child;
	}

	void removeChild(Node child) {
		this.children.remove(child.segment);
		if (this.children.isEmpty()) {
			removeChildren();
		}
	}

	void removeChildren() {
		this.children = Map.of();
	}

	ListenerList listeners() {
		return this.listeners;
	}

	boolean hasListeners() {
		return !this.listeners.isEmpty();
	}

	void add(EventListener listener, boolean first) {
		this.listeners = this.listeners.with(listener, first);
	}

	boolean remove(EventListener listener) {
		ListenerList before = this.listeners;
		this.listeners = before.without(listener);
		this.warned = this.warned && hasListeners();
		return this.listeners != before;
	}

	void removeAll() {
		this.listeners = ListenerList.EMPTY;
		this.warned = false;
	}

	/**
	 * Whether a warning about too many listeners is due, which it is once.
	 */
	boolean warn(int maximum) {
		if (this.warned || maximum < 1 || this.listeners.size() <= maximum) {
			return false;
		}
		this.warned = true;
		return true;
	}

}
