package org.intercom4j.emitter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the registered names that a pattern means when it is used to remove. Registered
 * wildcards are plain segments here, so a plain name means itself only.
 */
final class RemovalWalk {

	private final EventName name;

	private final Set<Node> found = new LinkedHashSet<>();

	private final Visits visits = new Visits();

	private RemovalWalk(EventName name) {
		this.name = name;
	}

	static Set<Node> walk(Node root, EventName name) {
		RemovalWalk walk = new RemovalWalk(name);
		walk.enter(root, 0);
		return walk.found;
	}

	private void enter(@Nullable Node node, int next) {
		if (node == null || !this.visits.isFirst(node, next)) {
			return;
		}
		List<String> segments = this.name.segments();
		if (next == segments.size()) {
			this.found.add(node);
		}
		else if (!this.name.pattern() || !Wildcards.isWildcard(segments.get(next))) {
			enter(node.child(segments.get(next)), next + 1);
		}
		else if (segments.get(next).equals(Wildcards.STAR)) {
			node.childrenNewestFirst().forEach((child) -> enter(child, next + 1));
		}
		else {
			enter(node, next + 1);
			node.childrenNewestFirst().forEach((child) -> enter(child, next));
		}
	}

}
