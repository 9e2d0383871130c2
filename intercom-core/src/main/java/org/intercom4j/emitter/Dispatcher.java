package org.intercom4j.emitter;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Calls the listeners of an event on the thread that emits: first the any listeners there
 * are at the beginning, then the matching ones there are after that.
 */
final class Dispatcher {

	private final ListenerLookup lookup;

	private final AnyListeners anyListeners;

	private final ListenerInvoker invoker;

	private final boolean ignoreErrors;

	Dispatcher(ListenerLookup lookup, AnyListeners anyListeners, ListenerInvoker invoker, boolean ignoreErrors) {
		this.lookup = lookup;
		this.anyListeners = anyListeners;
		this.invoker = invoker;
		this.ignoreErrors = ignoreErrors;
	}

	boolean emit(Event event) {
		boolean heard = callAll(this.anyListeners.get(), event);
		heard |= callAll(this.lookup.find(event.name()), event);
		return heard || unheard(event);
	}

	boolean emit(EventName name, Event event) {
		boolean heard = callAll(this.anyListeners.get(), event);
		heard |= callAll(this.lookup.find(name), event);
		return heard || unheard(event);
	}

	boolean emitLiteral(EventName name, Event event) {
		boolean heard = callAll(this.anyListeners.get(), event);
		heard |= callAll(this.lookup.findLiteral(name), event);
		return heard || unheard(event);
	}

	/**
	 * Emits and collects the results. It fails like the emit would, but through the
	 * future.
	 */
	CompletableFuture<List<@Nullable Object>> emitAsync(EventName name, Arguments arguments) {
		ReplyEvent event = new ReplyEvent(name.text(), arguments);
		Results results = new Results();
		try {
			boolean heard = collect(this.anyListeners::get, event, results);
			heard |= collect(() -> this.lookup.find(name), event, results);
			if (!heard) {
				unheard(event);
			}
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
		return results.join();
	}

	private boolean collect(Supplier<ListenerList> listeners, ReplyEvent event, Results results) {
		ListenerList list = listeners.get();
		for (int index = 0; index < list.size(); index++) {
			if (call(list.get(index), event)) {
				results.add(event.takeResult());
			}
		}
		return !list.isEmpty();
	}

	private boolean callAll(ListenerList listeners, Event event) {
		int size = listeners.size();
		for (int index = 0; index < size; index++) {
			call(listeners.get(index), event);
		}
		return size > 0;
	}

	private boolean call(EventListener registered, Event event) {
		EventListener listener = registered;
		if (registered instanceof CountedListener counted) {
			if (!counted.claim()) {
				return false;
			}
			listener = counted.listener();
		}
		try {
			this.invoker.invoke(listener, event);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw ListenerException.of(ex);
		}
		return true;
	}

	private boolean unheard(Event event) {
		if (event.name().equals("error") && !this.ignoreErrors) {
			throw ErrorEventException.unhandled(event.argument(0));
		}
		return false;
	}

}
