package org.intercom4j.benchmarks;

import java.util.concurrent.CompletableFuture;

import org.intercom4j.emitter.Event;

/**
 * Sends a text again each time it has come back; used by the event thread once it is sent
 * first.
 */
final class EchoedText {

	private final Worker worker;

	private final String text;

	private final int trips;

	private final CompletableFuture<Long> end = new CompletableFuture<>();

	private int left;

	EchoedText(Worker worker, int size, int trips) {
		this.worker = worker;
		this.text = "x".repeat(size);
		this.trips = trips;
		this.left = trips;
	}

	/**
	 * The microseconds of one way there and back, on average.
	 */
	double run() throws Exception {
		long start = System.nanoTime();
		this.worker.listen("echo", this::received, this::send, this.end);
		return (this.end.join() - start) / 1000.0 / this.trips;
	}

	private void send() {
		this.worker.child().emit("text", this.text);
	}

	private void received(Event event) {
		if (!this.text.equals(event.argument(0, String.class))) {
			this.end.completeExceptionally(new IllegalStateException("The text has come back as another one"));
		}
		else if (--this.left == 0) {
			this.end.complete(System.nanoTime());
		}
		else {
			send();
		}
	}

}
