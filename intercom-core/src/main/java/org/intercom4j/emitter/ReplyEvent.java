package org.intercom4j.emitter;

import org.jspecify.annotations.Nullable;

/**
 * An event that takes the result of the listener that runs. It belongs to the emitting
 * thread.
 */
final class ReplyEvent implements Event {

	private final String name;

	private final Arguments arguments;

	private @Nullable Object result;

	ReplyEvent(String name, Arguments arguments) {
		this.name = name;
		this.arguments = arguments;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Arguments arguments() {
		return this.arguments;
	}

	void reply(@Nullable Object value) {
		this.result = value;
	}

	@Nullable Object takeResult() {
		Object taken = this.result;
		this.result = null;
		return taken;
	}

}
