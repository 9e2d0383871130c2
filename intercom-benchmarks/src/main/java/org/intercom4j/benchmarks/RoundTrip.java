package org.intercom4j.benchmarks;

import java.util.EnumSet;
import java.util.function.UnaryOperator;

/**
 * Times from an event to its answer, with one and with many on their way.
 */
final class RoundTrip extends WorkersMeasure {

	private static final int TRIPS = 20_000;

	private static final int WARM_UP = 300_000;

	private static final int MANY = 64;

	RoundTrip(Stage stage) {
		super(stage, "roundtrip", EnumSet.allOf(Language.class), UnaryOperator.identity());
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		for (int inFlight : new int[] { 1, MANY }) {
			for (Language language : Language.values()) {
				Line median = line(language, inFlight, "p50");
				Line slow = line(language, inFlight, "p99");
				round.inTurn(() -> {
					double[] times = new PingPong(worker(language), round.warmsUp(language) ? WARM_UP : TRIPS)
						.run(inFlight);
					results.ours(median, Statistics.percentile(times, 0.5));
					results.ours(slow, Statistics.percentile(times, 0.99));
				}, () -> {
					double[] times = original("trips", TRIPS, inFlight);
					results.rival(median, Statistics.percentile(times, 0.5));
					results.rival(slow, Statistics.percentile(times, 0.99));
				});
			}
		}
	}

	private static Line line(Language language, int inFlight, String rank) {
		Bar bar = Bar.ratioAtMost((language == Language.JAVA) ? 0.5 : 0.7);
		return new Line("round trip " + rank + ", " + inFlight + " in flight, " + language, "us", bar);
	}

}
