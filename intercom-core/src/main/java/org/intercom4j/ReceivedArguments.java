package org.intercom4j;

import java.lang.reflect.Type;
import java.util.List;

import org.intercom4j.dnode.CallArguments;
import org.intercom4j.emitter.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an event as they came over the channel, bound when they are read.
 */
final class ReceivedArguments implements Arguments {

	private final CallArguments received;

	ReceivedArguments(CallArguments received) {
		this.received = received;
	}

	@Override
	public int size() {
		return this.received.size();
	}

	@Override
	public @Nullable Object get(int index) {
		return this.received.get(index);
	}

	@Override
	public @Nullable Object get(int index, Type type) {
		return this.received.get(index, type);
	}

	@Override
	public List<@Nullable Object> toList() {
		return this.received.toList();
	}

	@Override
	public String toString() {
		return toList().toString();
	}

}
