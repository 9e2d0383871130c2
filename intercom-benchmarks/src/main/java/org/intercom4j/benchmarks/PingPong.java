package org.intercom4j.benchmarks;

import java.util.concurrent.CompletableFuture;

import org.intercom4j.emitter.Event;

/**
 * Sends an event for each answer, as the original's side does; used by the event thread
 * once the first are sent.
 */
final class PingPong {

	private final Worker worker;

	private final long[] sent;

	private final double[] times;

	private final CompletableFuture<Long> end = new CompletableFuture<>();

	private int pings;

	private int pongs;

	PingPong(Worker worker, int trips) {
		this.worker = worker;
		this.sent = new long[trips];
		this.times = new double[trips];
	}

	/**
	 * The times in microseconds.
	 */
	double[] run(int inFlight) throws Exception {
		this.worker.child().once("begin", (event) -> {
			for (int number = 0; number < inFlight; number++) {
				ping();
			}
		});
		this.worker.listen("pong", this::pong, () -> this.worker.child().localEmit("begin"), this.end);
		return this.times;
	}

	private void ping() {
		this.sent[this.pings] = System.nanoTime();
		this.worker.child().emit("ping", Item.of(this.pings++));
	}

	private void pong(Event event) {
		if (Item.in(event).ok()) {
			this.times[this.pongs] = (System.nanoTime() - this.sent[this.pongs]) / 1000.0;
			this.pongs++;
		}
		if (this.pongs == this.times.length) {
			this.end.complete(System.nanoTime());
		}
		else if (this.pings < this.sent.length) {
			ping();
		}
	}

}
