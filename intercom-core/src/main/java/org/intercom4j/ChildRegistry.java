package org.intercom4j;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.intercom4j.supervisor.GroupStrategy;
import org.intercom4j.supervisor.SupervisorGroup;
import org.intercom4j.supervisor.SupervisorGroup.Member;

/**
 * The children of an Intercom by name, and which of them are in a group. Thread-safe.
 */
final class ChildRegistry {

	private final BooleanSupplier closing;

	private final AtomicLong anonymous = new AtomicLong();

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock, like the next one. */
	private final Map<String, SupervisedChild> children = new LinkedHashMap<>();

	private final Set<String> grouped = new HashSet<>();

	/**
	 * A registry without children.
	 * @param closing whether no child is taken any more
	 */
	ChildRegistry(BooleanSupplier closing) {
		this.closing = closing;
	}

	/** Adds a child under a name that is not taken. */
	Child add(String name, Supplier<SupervisedChild> child) {
		this.lock.lock();
		try {
			if (this.children.containsKey(name)) {
				throw new IllegalArgumentException("'name' must be unique but there is a child '%s'".formatted(name));
			}
			return put(name, child.get());
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Adds a child that nobody looks up, which is known while it is up. */
	Child addAnonymous(SupervisedChild child) {
		String key = child.name() + "@" + this.anonymous.incrementAndGet();
		this.lock.lock();
		try {
			put(key, child);
		}
		finally {
			this.lock.unlock();
		}
		child.onEvent((event) -> keepWhileUp(key, child, event));
		return child;
	}

	private Child put(String key, SupervisedChild child) {
		if (this.closing.getAsBoolean()) {
			throw new IllegalStateException("The Intercom is closed");
		}
		this.children.put(key, child);
		return child;
	}

	private void keepWhileUp(String key, SupervisedChild child, ChildEvent event) {
		this.lock.lock();
		try {
			if (event instanceof ChildStartEvent || (event instanceof ChildErrorEvent && child.state().isUp())) {
				this.children.put(key, child);
			}
			else if (event instanceof ChildCloseEvent && !child.state().isUp()) {
				this.children.remove(key);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A copy, in the order of their creation. */
	Map<String, Child> all() {
		this.lock.lock();
		try {
			return Collections.unmodifiableMap(new LinkedHashMap<String, Child>(this.children));
		}
		finally {
			this.lock.unlock();
		}
	}

	void group(String name, GroupStrategy strategy, List<String> names) {
		this.lock.lock();
		try {
			List<SupervisedChild> children = names.stream().map((child) -> ungrouped(name, child)).toList();
			if (Set.copyOf(names).size() < names.size()) {
				throw refused(name, "name each child once", names);
			}
			List<Member> members = children.stream()
				.map((child) -> new Member(child.name(), child.supervisor()))
				.toList();
			SupervisorGroup group = new SupervisorGroup(name, strategy, members);
			this.grouped.addAll(names);
			children.forEach((child) -> child.join(group));
			group.begin();
		}
		finally {
			this.lock.unlock();
		}
	}

	private SupervisedChild ungrouped(String group, String name) {
		SupervisedChild child = this.children.get(name);
		if (child == null) {
			throw refused(group, "be children of this Intercom", name);
		}
		if (this.grouped.contains(name)) {
			throw refused(group, "not be in another group", name);
		}
		return child;
	}

	private static IllegalArgumentException refused(String group, String rule, Object value) {
		return new IllegalArgumentException(
				"'children' of group '%s' must %s but was '%s'".formatted(group, rule, value));
	}

}
