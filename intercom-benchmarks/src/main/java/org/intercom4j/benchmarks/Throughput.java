package org.intercom4j.benchmarks;

import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import org.intercom4j.emitter.Event;
import org.intercom4j.emitter.EventListener;

/**
 * Events per second each way, with their argument read on arrival.
 */
final class Throughput implements Measure {

	private static final int EVENTS = 200_000;

	private final Workers workers;

	Throughput(Stage stage) {
		this.workers = new Workers(stage, name(), EnumSet.allOf(Language.class), UnaryOperator.identity());
	}

	@Override
	public String name() {
		return "throughput";
	}

	@Override
	public void open() throws Exception {
		this.workers.start();
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		for (Language language : Language.values()) {
			Worker worker = this.workers.get(language);
			int events = round.events(language, EVENTS);
			Line up = line("child to parent", language);
			Line down = line("parent to child", language);
			round.inTurn(() -> results.ours(up, up(worker, events)), () -> results.rival(up, original("up")));
			round.inTurn(() -> results.ours(down, down(worker, events)), () -> results.rival(down, original("down")));
		}
	}

	@Override
	public void close() throws Exception {
		this.workers.stop();
	}

	private double original(String way) throws IOException {
		return perSecond(EVENTS, this.workers.original(way, EVENTS)[0]);
	}

	private static Line line(String way, Language language) {
		double ratio = switch (language) {
			case JAVA -> 15;
			case NODE -> 5;
			case PYTHON -> 2;
		};
		return new Line("events " + way + ", " + language, "1/s", Bar.ratioAtLeast(ratio));
	}

	private static double up(Worker worker, int events) throws Exception {
		CompletableFuture<Long> end = new CompletableFuture<>();
		long start = System.nanoTime();
		worker.listen("up", new Counter(end, events), () -> worker.child().emit("flood", events), end);
		return perSecond(events, (end.join() - start) / 1000.0);
	}

	private static double down(Worker worker, int events) throws Exception {
		worker.child().emit("expect", events);
		CompletableFuture<Long> end = worker.next("received");
		long start = System.nanoTime();
		for (int id = 0; id < events; id++) {
			worker.child().emit("down", Item.of(id));
		}
		return perSecond(events, (Worker.await(end) - start) / 1000.0);
	}

	private static double perSecond(int events, double micros) {
		return events * 1_000_000.0 / micros;
	}

	/**
	 * Reads and counts; on the event thread of one child.
	 */
	private static final class Counter implements EventListener {

		private final CompletableFuture<Long> end;

		private int missing;

		private Counter(CompletableFuture<Long> end, int events) {
			this.end = end;
			this.missing = events;
		}

		@Override
		public void onEvent(Event event) {
			if (Item.in(event).ok() && --this.missing == 0) {
				this.end.complete(System.nanoTime());
			}
		}

	}

}
