package org.intercom4j.emitter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Finds the registered names that match an emitted name whose segments are all plain. At
 * every level the literal child comes before {@code *} before {@code **}, and the
 * children of a {@code **} come newest first.
 */
final class NameWalk {

	private final List<String> name;

	private final Set<Node> found = new LinkedHashSet<>();

	// Only a ** leads to one node in several ways
	private @Nullable Visits visits;

	private NameWalk(List<String> name) {
		this.name = name;
	}

	static Set<Node> walk(Node root, List<String> name) {
		NameWalk walk = new NameWalk(name);
		walk.enter(root, 0);
		return walk.found;
	}

	private void enter(Node node, int next) {
		if (this.visits != null && !this.visits.isFirst(node, next)) {
			return;
		}
		if (next == this.name.size()) {
			this.found.add(node);
			add(node.child(Wildcards.GLOBSTAR));
			return;
		}
		String segment = this.name.get(next);
		if (!Wildcards.isWildcard(segment)) {
			enterIfPresent(node.child(segment), next + 1);
		}
		enterIfPresent(node.child(Wildcards.STAR), next + 1);
		Node globstar = node.child(Wildcards.GLOBSTAR);
		if (globstar != null) {
			enterGlobstar(globstar, next);
		}
	}

	private void enterIfPresent(@Nullable Node node, int next) {
		if (node != null) {
			enter(node, next);
		}
	}

	private void add(@Nullable Node node) {
		if (node != null) {
			this.found.add(node);
		}
	}

	private void enterGlobstar(Node globstar, int next) {
		this.found.add(globstar);
		if (!globstar.hasChildren()) {
			return;
		}
		if (this.visits == null) {
			this.visits = new Visits();
		}
		if (this.visits.isEarliest(globstar, next)) {
			candidates(globstar, next).forEach((child) -> enterBehindGlobstar(child, next));
		}
	}

	private Set<Node> candidates(Node globstar, int next) {
		Set<Node> candidates = new TreeSet<>(Node.newestFirst());
		Node star = globstar.child(Wildcards.STAR);
		if (star != null) {
			candidates.add(star);
		}
		for (String segment : this.name.subList(next, this.name.size())) {
			Node child = Wildcards.isWildcard(segment) ? null : globstar.child(segment);
			if (child != null) {
				candidates.add(child);
			}
		}
		return candidates;
	}

	/**
	 * Enters a child of a {@code **} for each segment that it matches, and first for the
	 * one that EventEmitter2 would take, so that the order is its order.
	 */
	private void enterBehindGlobstar(Node child, int next) {
		int preferred = preferred(child, next);
		enter(child, preferred + 1);
		for (int index = next; index < this.name.size(); index++) {
			if (index != preferred && matches(child, index)) {
				enter(child, index + 1);
			}
		}
	}

	private int preferred(Node child, int next) {
		if (child.segment().equals(Wildcards.STAR)) {
			return this.name.size() - 1;
		}
		if (next + 1 < this.name.size() && matches(child, next + 1)) {
			return next + 1;
		}
		int index = next;
		while (!matches(child, index)) {
			index++;
		}
		return index;
	}

	private boolean matches(Node child, int index) {
		return child.segment().equals(Wildcards.STAR) || child.segment().equals(this.name.get(index));
	}

}
