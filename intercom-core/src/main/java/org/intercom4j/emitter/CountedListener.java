package org.intercom4j.emitter;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A listener that is called a limited number of times, however many emits race for it.
 */
final class CountedListener implements WrappingListener {

	private final EventName name;

	private final EventListener listener;

	private final AtomicInteger remaining;

	private final boolean expires;

	private final Consumer<CountedListener> expiry;

	/**
	 * Creates a counted listener.
	 * @param name the name it is registered for
	 * @param listener the listener to call
	 * @param times how often; never expires below one
	 * @param expiry removes this listener, called before the last call
	 */
	CountedListener(EventName name, EventListener listener, int times, Consumer<CountedListener> expiry) {
		this.name = name;
		this.listener = listener;
		this.remaining = new AtomicInteger(times);
		this.expires = times > 0;
		this.expiry = expiry;
	}

	EventName name() {
		return this.name;
	}

	@Override
	public EventListener listener() {
		return this.listener;
	}

	/**
	 * Takes one of the calls, and expires with the last one.
	 * @return whether a call was left
	 */
	boolean claim() {
		if (!this.expires) {
			return true;
		}
		int before = this.remaining.getAndUpdate((calls) -> Math.max(0, calls - 1));
		if (before == 1) {
			this.expiry.accept(this);
		}
		return before > 0;
	}

	@Override
	public void onEvent(Event event) throws Exception {
		if (claim()) {
			this.listener.onEvent(event);
		}
	}

}
