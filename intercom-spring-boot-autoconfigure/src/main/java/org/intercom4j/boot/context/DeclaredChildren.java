package org.intercom4j.boot.context;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.intercom4j.Child;
import org.intercom4j.ChildException;
import org.intercom4j.Intercom;
import org.intercom4j.boot.schedule.Schedule;
import org.intercom4j.boot.watch.WatchOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * The children that the application declares, created and connected to its events, not
 * started. Immutable.
 *
 * @since 0.1.0
 */
public final class DeclaredChildren implements DisposableBean {

	private final Intercom intercom;

	private final ChildEventPublisher publisher;

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	/**
	 * Creates the children.
	 * @param intercom what they belong to
	 * @param declarations what they are
	 * @param groups which of them are restarted together
	 * @param publisher receives all that happens to them
	 */
	public DeclaredChildren(Intercom intercom, Collection<ChildDeclaration> declarations, Collection<ChildGroup> groups,
			ChildEventPublisher publisher) {
		this.intercom = intercom;
		this.publisher = publisher;
		for (ChildDeclaration declaration : declarations) {
			Child child = intercom.child(declaration.name(), declaration.options());
			child.onEvent(publisher);
			this.entries.put(declaration.name(), new Entry(child, declaration));
		}
		groups.forEach((group) -> intercom.group(group.name(), group.strategy(), group.children()));
	}

	/**
	 * A child by its name.
	 * @param name the name
	 * @return the child
	 * @throws IllegalArgumentException if no such child is declared
	 */
	public Child child(String name) {
		Entry entry = this.entries.get(name);
		if (entry == null) {
			throw new IllegalArgumentException(
					"'name' must be that of a declared child %s but was '%s'".formatted(this.entries.keySet(), name));
		}
		return entry.child();
	}

	/**
	 * That of a child which the application made itself is started without conditions.
	 */
	ChildDeclaration declaration(Child child) {
		Entry entry = this.entries.get(child.name());
		return (entry != null) ? entry.declaration() : new ChildDeclaration(child.name(), child.options(),
				ChildDeclaration.Start.BACKGROUND, false, List.of());
	}

	/**
	 * The children that are started with the application.
	 * @return in the order of their declaration
	 */
	List<Child> autoStarted() {
		return this.entries.values()
			.stream()
			.filter((entry) -> isStarted(entry.declaration().start()))
			.map(Entry::child)
			.toList();
	}

	private static boolean isStarted(ChildDeclaration.Start start) {
		return start == ChildDeclaration.Start.BACKGROUND || start == ChildDeclaration.Start.AWAITED;
	}

	/**
	 * The children that are run at given times.
	 * @return each with these times
	 */
	Map<Child, Schedule> scheduled() {
		Map<Child, Schedule> scheduled = new LinkedHashMap<>();
		this.entries.values()
			.stream()
			.filter((entry) -> entry.declaration().start() == ChildDeclaration.Start.SCHEDULED)
			.forEach((entry) -> scheduled.put(entry.child(), Objects.requireNonNull(entry.declaration().schedule())));
		return scheduled;
	}

	/**
	 * The children that are restarted when files change.
	 * @return each with its files
	 */
	Map<Child, WatchOptions> watched() {
		Map<Child, WatchOptions> watched = new LinkedHashMap<>();
		this.entries.values().forEach((entry) -> {
			WatchOptions watch = entry.declaration().watch();
			if (watch != null) {
				watched.put(entry.child(), watch);
			}
		});
		return watched;
	}

	/**
	 * Whether a child is run at given times.
	 * @param child the child, declared or not
	 * @return whether it is declared with a schedule
	 */
	public boolean isScheduled(Child child) {
		@Nullable Entry entry = this.entries.get(child.name());
		return entry != null && entry.declaration().schedule() != null;
	}

	/**
	 * Whether the application goes on without a child that cannot be started.
	 * @param child the child, declared or not
	 * @return whether it is declared as optional
	 */
	public boolean isOptional(Child child) {
		@Nullable Entry entry = this.entries.get(child.name());
		return entry != null && entry.declaration().optional();
	}

	/**
	 * What a child lacks to be started now, such as its script or interpreter.
	 * @param child the child
	 * @return what is missing, empty when nothing is
	 */
	public Optional<ChildException> missing(Child child) {
		try {
			this.intercom.check(child.name(), child.options());
			return Optional.empty();
		}
		catch (ChildException ex) {
			return Optional.of(ex);
		}
	}

	/**
	 * Ends the publication of events. The children are stopped with their Intercom.
	 */
	@Override
	public void destroy() {
		this.publisher.close();
		this.entries.values().forEach((entry) -> entry.child().offEvent(this.publisher));
	}

	/**
	 * A child and what was declared.
	 */
	private record Entry(Child child, ChildDeclaration declaration) {
	}

}
