package org.intercom4j.benchmarks;

import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import org.intercom4j.ChildInfo;

/**
 * Times from the start of a child to its {@code rpcready}.
 */
final class StartUp implements Measure {

	private static final int STARTS = 4;

	private final Workers workers;

	StartUp(Stage stage) {
		this.workers = new Workers(stage, name(), EnumSet.allOf(Language.class), UnaryOperator.identity());
	}

	@Override
	public String name() {
		return "startup";
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		for (int number = 0; number < STARTS; number++) {
			for (Language language : Language.values()) {
				Line line = line(language);
				round.inTurn(() -> results.ours(line, start(this.workers.get(language))),
						() -> results.rival(line, this.workers.original("start")[0] / 1000));
			}
		}
	}

	private static Line line(Language language) {
		Bar bar = switch (language) {
			case JAVA -> Bar.ratioAtMost(1.0);
			case NODE -> Bar.ratioAtMost(0.8);
			case PYTHON -> Bar.NONE;
		};
		return new Line("start to rpcready, " + language, "ms", bar);
	}

	private static double start(Worker worker) throws Exception {
		CompletableFuture<Long> ready = worker.next("rpcready");
		long start = System.nanoTime();
		CompletableFuture<ChildInfo> started = worker.child().start();
		double millis = (Worker.await(ready) - start) / 1_000_000.0;
		Worker.await(started);
		Worker.await(worker.child().stop());
		return millis;
	}

}
