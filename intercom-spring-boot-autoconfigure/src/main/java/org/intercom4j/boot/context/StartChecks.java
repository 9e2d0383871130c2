package org.intercom4j.boot.context;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.intercom4j.Child;
import org.intercom4j.ChildException;

/**
 * What the children of one start lack. Those that are started first are looked at before
 * any process is created, so that a wrong configuration is told at once and leaves
 * nothing behind. Used by the thread that starts the context, and asked by any thread
 * afterwards.
 */
final class StartChecks {

	private final DeclaredChildren declared;

	private final List<Child> wanted;

	private final Set<Child> passed = new HashSet<>();

	StartChecks(DeclaredChildren declared, List<Child> wanted) {
		this.declared = declared;
		this.wanted = wanted;
	}

	/** Why the application cannot be started, empty if it can. */
	Optional<ChildException> failure() {
		for (Child child : started()) {
			ChildDeclaration declaration = this.declared.declaration(child);
			if (declaration.dependsOn().isEmpty() && !declaration.optional()) {
				Optional<ChildException> missing = missing(child);
				if (missing.isPresent()) {
					return missing;
				}
				this.passed.add(child);
			}
		}
		return Optional.empty();
	}

	/** What a child lacks now; one that has been looked at lacks nothing. */
	Optional<ChildException> missing(Child child) {
		return (this.passed.contains(child) || child.state().isUp()) ? Optional.empty() : this.declared.missing(child);
	}

	/** What has done its work before is not run again for those that depend on it. */
	boolean isDone(Child other) {
		return !this.wanted.contains(other) && ChildProgress.isCompleted(other);
	}

	private Set<Child> started() {
		Set<Child> started = new LinkedHashSet<>();
		this.wanted.forEach((child) -> add(child, started));
		return started;
	}

	private void add(Child child, Set<Child> started) {
		if (started.add(child)) {
			this.declared.declaration(child)
				.dependsOn()
				.stream()
				.map((dependency) -> this.declared.child(dependency.child()))
				.filter((other) -> !isDone(other))
				.forEach((other) -> add(other, started));
		}
	}

}
