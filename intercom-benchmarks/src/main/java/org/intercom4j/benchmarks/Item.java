package org.intercom4j.benchmarks;

import java.util.Objects;

import org.intercom4j.emitter.Event;

/**
 * The argument of all events that are measured.
 */
record Item(int id, String name, boolean ok) {

	static final String NAME = "an item";

	static Item of(int id) {
		return new Item(id, NAME, true);
	}

	/**
	 * Reads it from an event.
	 */
	static Item in(Event event) {
		return Objects.requireNonNull(event.argument(0, Item.class));
	}

}
