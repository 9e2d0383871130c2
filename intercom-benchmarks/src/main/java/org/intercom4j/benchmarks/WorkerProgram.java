package org.intercom4j.benchmarks;

import java.util.Objects;

import org.intercom4j.Parent;
import org.intercom4j.emitter.Event;

/**
 * The child in Java, which does what {@code worker.cjs} and {@code worker.py} do.
 *
 * @since 0.1.0
 */
public final class WorkerProgram {

	private final Parent parent;

	/** Read and written by listeners, which run one at a time. */
	private int missing;

	private WorkerProgram(Parent parent) {
		this.parent = parent;
	}

	/**
	 * Runs until the channel ends.
	 * @param args none
	 */
	public static void main(String[] args) {
		new WorkerProgram(Parent.connect()).listen();
	}

	private void listen() {
		this.parent.on("flood", (event) -> flood(count(event)));
		this.parent.on("expect", (event) -> this.missing = count(event));
		this.parent.on("down", (event) -> received(Item.in(event)));
		this.parent.on("text", (event) -> this.parent.emit("echo", event.argument(0, String.class)));
		this.parent.on("ping", (event) -> this.parent.emit("pong", Item.in(event)));
	}

	private void flood(int count) {
		for (int id = 0; id < count; id++) {
			this.parent.emit("up", Item.of(id));
		}
	}

	private void received(Item item) {
		if (item.ok() && --this.missing == 0) {
			this.parent.emit("received", item.id());
		}
	}

	private static int count(Event event) {
		return Objects.requireNonNull(event.argument(0, Integer.class));
	}

}
