package org.intercom4j.emitter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the registered names that meet an emitted pattern. The walk of EventEmitter2
 * gives the order; what it misses follows, newest first, and what it takes wrongly is
 * left out.
 */
final class PatternWalk {

	private final List<String> name;

	private final Set<Node> found = new LinkedHashSet<>();

	private PatternWalk(List<String> name) {
		this.name = name;
	}

	static Set<Node> walk(Node root, List<String> name) {
		PatternWalk walk = new PatternWalk(name);
		walk.enter(root, 0);
		walk.takeAllBelow(root);
		return walk.found;
	}

	private void takeAllBelow(Node node) {
		for (Node child : node.childrenNewestFirst()) {
			take(child);
			takeAllBelow(child);
		}
	}

	private void take(Node node) {
		if (node.hasListeners() && !this.found.contains(node) && Wildcards.meet(node.path(), this.name)) {
			this.found.add(node);
		}
	}

	private void enter(Node node, int next) {
		if (next == this.name.size()) {
			take(node);
		}
		else if (isAt(next, Wildcards.STAR)) {
			node.childrenNewestFirst().forEach((child) -> enter(child, next + 1));
			return;
		}
		else if (isAt(next, Wildcards.GLOBSTAR)) {
			enterByGlobstar(node, next);
			return;
		}
		else if (next < this.name.size()) {
			enterIfPresent(node.child(this.name.get(next)), next + 1);
		}
		enterIfPresent(node.child(Wildcards.STAR), next + 1);
		Node globstar = node.child(Wildcards.GLOBSTAR);
		if (globstar != null) {
			enterGlobstar(globstar, next);
		}
	}

	/**
	 * Enters a node as if the whole name led to it.
	 */
	private void end(Node node) {
		if (node.hasListeners()) {
			enter(node, this.name.size());
		}
	}

	private void enterIfPresent(@Nullable Node node, int next) {
		if (node != null) {
			enter(node, next);
		}
	}

	private boolean isAt(int index, String segment) {
		return index < this.name.size() && this.name.get(index).equals(segment);
	}

	/**
	 * Enters the children of a node for an emitted {@code **}.
	 */
	private void enterByGlobstar(Node node, int next) {
		int left = this.name.size() - next - 1;
		boolean last = left == 0 || (left == 1 && isAt(next + 1, Wildcards.STAR));
		if (last) {
			end(node);
		}
		for (Node child : node.childrenNewestFirst()) {
			if (!Wildcards.isWildcard(child.segment())) {
				enter(child, isAt(next + 1, child.segment()) ? next + 2 : next);
				continue;
			}
			if (!last) {
				end(child);
			}
			enter(child, next);
		}
	}

	/**
	 * Enters a registered {@code **}.
	 */
	private void enterGlobstar(Node globstar, int next) {
		if (next < this.name.size()) {
			end(globstar);
			globstar.childrenNewestFirst().forEach((child) -> enterBehindGlobstar(child, next));
			return;
		}
		Node star = globstar.child(Wildcards.STAR);
		if (globstar.hasListeners() || star == null) {
			end(globstar);
		}
		else {
			end(star);
		}
	}

	private void enterBehindGlobstar(Node child, int next) {
		if (isAt(next + 1, child.segment())) {
			enter(child, next + 2);
		}
		else if (isAt(next, child.segment())) {
			enter(child, next + 1);
		}
		else {
			enter(Node.above(Wildcards.GLOBSTAR, child), next + 1);
		}
	}

}
