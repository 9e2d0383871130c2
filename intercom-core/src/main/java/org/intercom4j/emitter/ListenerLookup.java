package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers which listeners an emitted name calls. It takes no lock: resolved names are
 * kept in a map that every change of the tree replaces, so what a late reader puts into
 * the old map is never seen.
 */
final class ListenerLookup {

	// Bounds what names that are emitted only once can occupy
	private static final int MOST_NAMES = 1024;

	private static final int LONGEST_NAME = 256;

	private final NameSyntax syntax;

	private final ListenerTree tree;

	private volatile Map<Object, ListenerList> resolved = new ConcurrentHashMap<>();

	ListenerLookup(NameSyntax syntax) {
		this.syntax = syntax;
		this.tree = new ListenerTree(this::forget);
	}

	ListenerTree tree() {
		return this.tree;
	}

	ListenerList find(String text) {
		if (!this.syntax.wildcard()) {
			return findPlain(text);
		}
		ListenerList found = this.resolved.get(text);
		return (found != null) ? found : resolve(this.syntax.parse(text));
	}

	ListenerList find(EventName name) {
		if (!this.syntax.wildcard()) {
			return findPlain(name.text());
		}
		ListenerList found = this.resolved.get(name.given());
		return (found != null) ? found : resolve(name);
	}

	/**
	 * Finds the listeners of a name whose wildcards are plain segments.
	 */
	ListenerList findLiteral(EventName name) {
		return name.pattern() ? ListenerList.of(NameWalk.walk(this.tree.root(), name.segments())) : find(name);
	}

	/**
	 * The names that have listeners: newest first with wildcards, oldest first without.
	 */
	List<Node> named() {
		List<Node> named = new ArrayList<>(this.tree.named());
		if (!this.syntax.wildcard()) {
			Collections.reverse(named);
		}
		return named;
	}

	ListenerList all() {
		return ListenerList.of(named());
	}

	int resolvedNames() {
		return this.resolved.size();
	}

	private ListenerList findPlain(String text) {
		Node node = this.tree.root().child(text);
		return (node != null) ? node.listeners() : ListenerList.EMPTY;
	}

	private ListenerList resolve(EventName name) {
		Map<Object, ListenerList> current = this.resolved;
		Node root = this.tree.root();
		ListenerList found = ListenerList
			.of(name.pattern() ? PatternWalk.walk(root, name.segments()) : NameWalk.walk(root, name.segments()));
		if (name.text().length() <= LONGEST_NAME) {
			if (current.size() >= MOST_NAMES) {
				forget();
			}
			current.put(name.given(), found);
		}
		return found;
	}

	private void forget() {
		this.resolved = new ConcurrentHashMap<>();
	}

}
