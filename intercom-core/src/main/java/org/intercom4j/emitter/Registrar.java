package org.intercom4j.emitter;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Adds and removes listeners, and announces both where the options say so. Announcements
 * and warnings run on the calling thread and under no lock.
 */
final class Registrar {

	private final ListenerTree tree;

	private final AnyListeners anyListeners;

	private final EmitterOptions options;

	private final Consumer<ValueEvent> announcer;

	private final Consumer<MaxListenersWarning> warnings;

	private volatile @Nullable Integer maxListeners;

	Registrar(ListenerTree tree, AnyListeners anyListeners, EmitterOptions options, Consumer<ValueEvent> announcer,
			Consumer<MaxListenersWarning> warnings) {
		this.tree = tree;
		this.anyListeners = anyListeners;
		this.options = options;
		this.announcer = announcer;
		this.warnings = warnings;
		this.maxListeners = options.maxListeners();
	}

	int maxListeners() {
		Integer own = this.maxListeners;
		return (own != null) ? own : this.options.defaultMaxListeners().get();
	}

	void maxListeners(int maximum) {
		this.maxListeners = maximum;
	}

	void add(EventName name, EventListener listener, boolean first) {
		requireListener(listener);
		if (this.options.newListener()) {
			announce("newListener", name.given(), listener);
		}
		if (!name.isRegistrable()) {
			return;
		}
		int maximum = maxListeners();
		int tooMany = this.tree.add(name, listener, first, maximum);
		if (tooMany > 0) {
			this.warnings
				.accept(new MaxListenersWarning(name.text(), tooMany, maximum, this.options.verboseMemoryLeak()));
		}
	}

	void addCounted(EventName name, int times, EventListener listener, boolean first) {
		add(name, new CountedListener(name, requireListener(listener), times, this::expire), first);
	}

	private void expire(CountedListener spent) {
		if (this.tree.remove(spent) && this.options.removeListener()) {
			announce("removeListener", spent.name().given(), spent);
		}
	}

	void remove(EventName name, EventListener listener) {
		int removed = this.tree.remove(name, requireListener(listener));
		for (int count = 0; this.options.removeListener() && count < removed; count++) {
			announce("removeListener", name.given(), listener);
		}
	}

	void addAny(EventListener listener, boolean first) {
		this.anyListeners.add(requireListener(listener), first);
	}

	void removeAny(EventListener listener) {
		if (this.anyListeners.remove(requireListener(listener)) && this.options.removeListener()) {
			announce("removeListenerAny", listener);
		}
	}

	void removeAllAny() {
		ListenerList removed = this.anyListeners.removeAll();
		for (int index = 0; this.options.removeListener() && index < removed.size(); index++) {
			announce("removeListenerAny", removed.get(index));
		}
	}

	private void announce(String event, Object... arguments) {
		this.announcer.accept(new ValueEvent(event, ArgumentConverter.refusing(), arguments));
	}

	private static EventListener requireListener(@Nullable EventListener listener) {
		if (listener == null) {
			throw new IllegalArgumentException("'listener' must not be null");
		}
		return listener;
	}

}
