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
	public EventPeer on(List<String> event, EventListener listener) {
		bus().emitter().on(event, listener);
		return this;
	}

	@Override
	public EventPeer many(String event, int times, EventListener listener) {
		bus().emitter().many(event, times, listener);
		return this;
	}

	@Override
	public EventPeer many(List<String> event, int times, EventListener listener) {
		bus().emitter().many(event, times, listener);
		return this;
	}

	@Override
	public EventPeer prependListener(String event, EventListener listener) {
		bus().emitter().prependListener(event, listener);
		return this;
	}

	@Override
	public EventPeer prependListener(List<String> event, EventListener listener) {
		bus().emitter().prependListener(event, listener);
		return this;
	}

	@Override
	public EventPeer prependMany(String event, int times, EventListener listener) {
		bus().emitter().prependMany(event, times, listener);
		return this;
	}

	@Override
	public EventPeer prependMany(List<String> event, int times, EventListener listener) {
		bus().emitter().prependMany(event, times, listener);
		return this;
	}

	@Override
	public EventPeer off(String event, EventListener listener) {
		bus().emitter().off(event, listener);
		return this;
	}

	@Override
	public EventPeer off(List<String> event, EventListener listener) {
		bus().emitter().off(event, listener);
		return this;
	}

	@Override
	public EventPeer removeAllListeners(String event) {
		bus().emitter().removeAllListeners(event);
		return this;
	}

	@Override
	public EventPeer removeAllListeners(List<String> event) {
		bus().emitter().removeAllListeners(event);
		return this;
	}

	@Override
	public EventPeer removeAllListeners() {
		bus().emitter().removeAllListeners();
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
	public EventPeer offAny() {
		bus().emitter().offAny();
		return this;
	}

}
