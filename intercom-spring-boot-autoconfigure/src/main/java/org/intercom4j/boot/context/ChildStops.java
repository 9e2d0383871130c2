package org.intercom4j.boot.context;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.intercom4j.Child;
import org.intercom4j.Intercom;

/**
 * Stops children in the reverse order of their start: each one when those that depend on
 * it are down, all others at once. Used by one thread.
 */
final class ChildStops {

	private final Intercom intercom;

	private final DeclaredChildren declared;

	private final Map<Child, CompletableFuture<Void>> stops = new HashMap<>();

	ChildStops(Intercom intercom, DeclaredChildren declared) {
		this.intercom = intercom;
		this.declared = declared;
	}

	/** Completes when all are down or cannot be stopped; never fails. */
	CompletableFuture<Void> stop(Collection<Child> children) {
		return CompletableFuture
			.allOf(children.stream().map((child) -> stop(child, children)).toArray(CompletableFuture[]::new));
	}

	private CompletableFuture<Void> stop(Child child, Collection<Child> children) {
		CompletableFuture<Void> known = this.stops.get(child);
		if (known != null) {
			return known;
		}
		CompletableFuture<Void> stop = CompletableFuture
			.allOf(dependents(child, children).stream()
				.map((dependent) -> stop(dependent, children))
				.toArray(CompletableFuture[]::new))
			.thenCompose((nothing) -> this.intercom.stopAll(List.of(child)));
		this.stops.put(child, stop);
		return stop;
	}

	private List<Child> dependents(Child child, Collection<Child> children) {
		return children.stream().filter((dependent) -> dependsOn(dependent, child)).toList();
	}

	private boolean dependsOn(Child dependent, Child other) {
		return this.declared.declaration(dependent)
			.dependsOn()
			.stream()
			.anyMatch((dependency) -> dependency.child().equals(other.name()));
	}

	/** How long the slowest chain of stops may take. */
	Duration limit(Collection<Child> children) {
		return children.stream().map((child) -> limit(child, children)).max(Duration::compareTo).orElse(Duration.ZERO);
	}

	private Duration limit(Child child, Collection<Child> children) {
		return child.options()
			.stop()
			.total()
			.plus(dependents(child, children).stream()
				.map((dependent) -> limit(dependent, children))
				.max(Duration::compareTo)
				.orElse(Duration.ZERO));
	}

}
