package org.intercom4j.benchmarks;

import java.io.IOException;

/**
 * Emits per second to listeners in the same process; each figure is one of a process of
 * its own, which warms up before.
 */
final class Emit implements Measure {

	private final Stage stage;

	Emit(Stage stage) {
		this.stage = stage;
	}

	@Override
	public String name() {
		return "emitter";
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		if (round.equals(Round.WARM_UP)) {
			return;
		}
		for (boolean wildcard : new boolean[] { false, true }) {
			for (int listeners : new int[] { 1, 10, 1000 }) {
				Line line = line(wildcard, listeners);
				round.inTurn(() -> results.ours(line, ours(wildcard, listeners)),
						() -> results.rival(line, this.stage.original().measure("emits", wildcard, listeners)[0]));
			}
		}
	}

	private static Line line(boolean wildcard, int listeners) {
		String kind = wildcard ? "wildcard" : "plain";
		return new Line("emits %s, listeners: %,d".formatted(kind, listeners), "1/s",
				Bar.ratioAtLeast(wildcard ? 5 : 1));
	}

	private static double ours(boolean wildcard, int listeners) throws IOException {
		try (Jvm jvm = Jvm.start(EmitProgram.class, wildcard, listeners)) {
			return Double.parseDouble(jvm.readLine());
		}
	}

}
