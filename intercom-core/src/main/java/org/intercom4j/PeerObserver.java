package org.intercom4j;

import java.util.List;

import org.intercom4j.emitter.Event;
import org.jspecify.annotations.Nullable;

/**
 * Hears of a peer's own events after its listeners, on the event thread.
 */
interface PeerObserver {

	/** Hears nothing. */
	PeerObserver NONE = new PeerObserver() {
	};

	default void rpcReady() {
	}

	default void rpcExit() {
	}

	default void disconnect() {
	}

	default void disconnected() {
	}

	default void warn(String message) {
	}

	default void error(String message, @Nullable Throwable cause, List<@Nullable Object> arguments) {
	}

	/** Before the listeners of an event from the other process are looked up. */
	default void arrives(String event) {
	}

	default void message(Event event) {
	}

}
