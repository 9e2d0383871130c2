package org.intercom4j.emitter;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Something whose events one can listen to. Listeners may be added and removed from any
 * thread, also from a listener; an emit under way is not affected. Where wildcards are
 * on, a name may hold the segments {@code *} (exactly one segment) and {@code **} (any
 * number of segments); a name is given as text or as the list of its segments.
 *
 * @param <S> the type that registrations return
 * @since 0.1.0
 */
public interface EventSource<S> {

	/**
	 * Calls the listener for every event of a name, after its other listeners.
	 * @param event the name, or a pattern
	 * @param listener the listener
	 * @return this
	 */
	S on(String event, EventListener listener);

	/**
	 * Calls the listener for every event of a name, after its other listeners.
	 * @param event the segments of the name or pattern
	 * @param listener the listener
	 * @return this
	 */
	S on(List<String> event, EventListener listener);

	/**
	 * The same as {@code on}.
	 * @param event the name, or a pattern
	 * @param listener the listener
	 * @return this
	 */
	default S addListener(String event, EventListener listener) {
		return on(event, listener);
	}

	/**
	 * The same as {@code on}.
	 * @param event the segments of the name or pattern
	 * @param listener the listener
	 * @return this
	 */
	default S addListener(List<String> event, EventListener listener) {
		return on(event, listener);
	}

	/**
	 * Calls the listener for the next event only. It is removed before the call.
	 * @param event the name, or a pattern
	 * @param listener the listener
	 * @return this
	 */
	default S once(String event, EventListener listener) {
		return many(event, 1, listener);
	}

	/**
	 * Calls the listener for the next event only. It is removed before the call.
	 * @param event the segments of the name or pattern
	 * @param listener the listener
	 * @return this
	 */
	default S once(List<String> event, EventListener listener) {
		return many(event, 1, listener);
	}

	/**
	 * Calls the listener a number of times, even when emits race. It is removed before
	 * the last call.
	 * @param event the name, or a pattern
	 * @param times how many calls; below one it never expires
	 * @param listener the listener
	 * @return this
	 */
	S many(String event, int times, EventListener listener);

	/**
	 * Calls the listener a number of times, even when emits race. It is removed before
	 * the last call.
	 * @param event the segments of the name or pattern
	 * @param times how many calls; below one it never expires
	 * @param listener the listener
	 * @return this
	 */
	S many(List<String> event, int times, EventListener listener);

	/**
	 * Like {@code on}, but before the other listeners of the same name.
	 * @param event the name, or a pattern
	 * @param listener the listener
	 * @return this
	 */
	S prependListener(String event, EventListener listener);

	/**
	 * Like {@code on}, but before the other listeners of the same name.
	 * @param event the segments of the name or pattern
	 * @param listener the listener
	 * @return this
	 */
	S prependListener(List<String> event, EventListener listener);

	/**
	 * Like {@code once}, but before the other listeners of the same name.
	 * @param event the name, or a pattern
	 * @param listener the listener
	 * @return this
	 */
	default S prependOnceListener(String event, EventListener listener) {
		return prependMany(event, 1, listener);
	}

	/**
	 * Like {@code once}, but before the other listeners of the same name.
	 * @param event the segments of the name or pattern
	 * @param listener the listener
	 * @return this
	 */
	default S prependOnceListener(List<String> event, EventListener listener) {
		return prependMany(event, 1, listener);
	}

	/**
	 * Like {@code many}, but before the other listeners of the same name.
	 * @param event the name, or a pattern
	 * @param times how many calls; below one it never expires
	 * @param listener the listener
	 * @return this
	 */
	S prependMany(String event, int times, EventListener listener);

	/**
	 * Like {@code many}, but before the other listeners of the same name.
	 * @param event the segments of the name or pattern
	 * @param times how many calls; below one it never expires
	 * @param listener the listener
	 * @return this
	 */
	S prependMany(List<String> event, int times, EventListener listener);

	/**
	 * Removes one registration of the listener, the first in the order of calls, from
	 * each name that is meant.
	 * @param event the name; as a pattern it means all registered names it matches
	 * @param listener the listener
	 * @return this
	 */
	S off(String event, EventListener listener);

	/**
	 * Removes one registration of the listener, the first in the order of calls, from
	 * each name that is meant.
	 * @param event the segments of the name or pattern
	 * @param listener the listener
	 * @return this
	 */
	S off(List<String> event, EventListener listener);

	/**
	 * The same as {@code off}.
	 * @param event the name; as a pattern it means all registered names it matches
	 * @param listener the listener
	 * @return this
	 */
	default S removeListener(String event, EventListener listener) {
		return off(event, listener);
	}

	/**
	 * The same as {@code off}.
	 * @param event the segments of the name or pattern
	 * @param listener the listener
	 * @return this
	 */
	default S removeListener(List<String> event, EventListener listener) {
		return off(event, listener);
	}

	/**
	 * Removes all listeners of the names that are meant, without announcing it.
	 * @param event the name; as a pattern it means all registered names it matches
	 * @return this
	 */
	S removeAllListeners(String event);

	/**
	 * Removes all listeners of the names that are meant, without announcing it.
	 * @param event the segments of the name or pattern
	 * @return this
	 */
	S removeAllListeners(List<String> event);

	/**
	 * Removes the listeners of all names, but no any listeners, without announcing it.
	 * @return this
	 */
	S removeAllListeners();

	/**
	 * Calls the listener for every event, before the listeners of its name.
	 * @param listener the listener
	 * @return this
	 */
	S onAny(EventListener listener);

	/**
	 * Like {@code onAny}, but before the other any listeners.
	 * @param listener the listener
	 * @return this
	 */
	S prependAny(EventListener listener);

	/**
	 * Removes one registration of an any listener.
	 * @param listener the listener
	 * @return this
	 */
	S offAny(EventListener listener);

	/**
	 * Removes all any listeners.
	 * @return this
	 */
	S offAny();

	/**
	 * Waits for the next event of a name. The listener is removed before the future
	 * completes, and when it is cancelled.
	 * @param event the name, or a pattern
	 * @param options timeout, filter and failures
	 * @return the arguments of the event
	 */
	default CompletableFuture<Arguments> waitFor(String event, WaitOptions options) {
		return Wait.start(this, (listener) -> on(event, listener), (listener) -> off(event, listener), options);
	}

	/**
	 * Waits for the next event of a name. The listener is removed before the future
	 * completes, and when it is cancelled.
	 * @param event the segments of the name or pattern
	 * @param options timeout, filter and failures
	 * @return the arguments of the event
	 */
	default CompletableFuture<Arguments> waitFor(List<String> event, WaitOptions options) {
		return Wait.start(this, (listener) -> on(event, listener), (listener) -> off(event, listener), options);
	}

}
