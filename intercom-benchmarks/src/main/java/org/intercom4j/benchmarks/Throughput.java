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
final class Throughput extends WorkersMeasure {

	private static final int EVENTS = 200_000;

	private static final int WARM_UPS = 20;

	Throughput(Stage stage) {
		super(stage, "throughput", EnumSet.allOf(Language.class), UnaryOperator.identity());
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		for (Language language : Language.values()) {
			Worker worker = worker(language);
			for (int times = round.warmsUp(language) ? WARM_UPS : 0; times > 0; times--) {
				up(worker);
				down(worker);
			}
			Line up = line("child to parent", language);
			Line down = line("parent to child", language);
			round.inTurn(() -> results.ours(up, up(worker)), () -> results.rival(up, originalRate("up")));
			round.inTurn(() -> results.ours(down, down(worker)), () -> results.rival(down, originalRate("down")));
		}
	}

	private double originalRate(String way) throws IOException {
		return perSecond(original(way, EVENTS)[0]);
	}

	private static Line line(String way, Language language) {
		double ratio = switch (language) {
			case JAVA -> 15;
			case NODE -> 5;
			case PYTHON -> 2;
		};
		return new Line("events " + way + ", " + language, "1/s", Bar.ratioAtLeast(ratio));
	}

	private static double up(Worker worker) throws Exception {
		CompletableFuture<Long> end = new CompletableFuture<>();
		long start = System.nanoTime();
		worker.listen("up", new Counter(end), () -> worker.child().emit("flood", EVENTS), end);
		return perSecond((end.join() - start) / 1000.0);
	}

	private static double down(Worker worker) throws Exception {
		worker.child().emit("expect", EVENTS);
		CompletableFuture<Long> end = worker.next("received");
		long start = System.nanoTime();
		for (int id = 0; id < EVENTS; id++) {
			worker.child().emit("down", Item.of(id));
		}
		return perSecond((Worker.await(end) - start) / 1000.0);
	}

	private static double perSecond(double micros) {
		return EVENTS * 1_000_000.0 / micros;
	}

	/**
	 * Reads and counts; on the event thread of one child.
	 */
	private static final class Counter implements EventListener {

		private final CompletableFuture<Long> end;

		private int missing = EVENTS;

		private Counter(CompletableFuture<Long> end) {
			this.end = end;
		}

		@Override
		public void onEvent(Event event) {
			if (Item.in(event).ok() && --this.missing == 0) {
				this.end.complete(System.nanoTime());
			}
		}

	}

}
