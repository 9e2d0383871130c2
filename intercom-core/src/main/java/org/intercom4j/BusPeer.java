package org.intercom4j;

import java.util.List;

import org.intercom4j.emitter.EventListener;
import org.jspecify.annotations.Nullable;

/**
 * A peer that has its listeners and its way out in an event bus.
 */
abstract class BusPeer implements EventPeer {

	abstract EventBus bus();

	@Override
	public void emit(String event, @Nullable Object... arguments) {
		bus().emit(event, arguments);
	}

	@Override
	public void emit(List<String> event, @Nullable Object... arguments) {
		bus().emit(List.copyOf(event), arguments);
	}

	@Override
	public void localEmit(String event, @Nullable Object... arguments) {
		bus().localEmit(event, arguments);
		if (event.equals("disconnect")) {
			closeLink();
		}
	}

	@Override
	public void disconnect() {
		bus().lane().executeInTurn(() -> bus().fireNow("disconnect", bus().observer()::disconnect));
		closeLink();
	}

	/** Closes the channel if it is ready. */
	abstract void closeLink();

	@Override
	public EventPeer on(String event, EventListener listener) {
		bus().emitter().on(event, listener);
		return this;
	}

	@Override
	public EventPeer once(String event, EventListener listener) {
		bus().emitter().once(event, listener);
		return this;
	}

	@Override
	public EventPeer many(String event, int calls, EventListener listener) {
		bus().emitter().many(event, calls, listener);
		return this;
	}

	@Override
	public EventPeer prependListener(String event, EventListener listener) {
		bus().emitter().prependListener(event, listener);
		return this;
	}

	@Override
	public EventPeer prependOnceListener(String event, EventListener listener) {
		bus().emitter().prependOnceListener(event, listener);
		return this;
	}

	@Override
	public EventPeer prependMany(String event, int calls, EventListener listener) {
		bus().emitter().prependMany(event, calls, listener);
		return this;
	}

	@Override
	public EventPeer off(String event, EventListener listener) {
		bus().emitter().off(event, listener);
		return this;
	}

	@Override
	public EventPeer onAny(EventListener listener) {
		bus().emitter().onAny(listener);
		return this;
	}

	@Override
	public EventPeer prependAny(EventListener listener) {
		bus().emitter().prependAny(listener);
		return this;
	}

	@Override
	public EventPeer offAny(EventListener listener) {
		bus().emitter().offAny(listener);
		return this;
	}

	@Override
	public EventPeer removeAllListeners() {
		bus().emitter().removeAllListeners();
		return this;
	}

	@Override
	public EventPeer removeAllListeners(String event) {
		bus().emitter().removeAllListeners(event);
		return this;
	}

}
