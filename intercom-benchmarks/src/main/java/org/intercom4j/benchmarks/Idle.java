package org.intercom4j.benchmarks;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an application spends on children that do nothing, each contender in a JVM of its
 * own that warms itself up.
 */
final class Idle implements Measure {

	private static final int[] COUNTS = { 10, 100, 500 };

	private static final Set<Contender> RIVALS = EnumSet.complementOf(EnumSet.of(Contender.OURS));

	/** A heap that is in memory from the start, so that garbage does not count. */
	private static final List<String> OPTIONS = List.of("-Xms64m", "-Xmx64m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch",
			"-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider", "-Dslf4j.internal.verbosity=WARN");

	@Override
	public String name() {
		return "idle";
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		if (round.number() > 0) {
			measureAll(round, results);
		}
	}

	private void measureAll(Round round, Results results) throws Exception {
		round.inTurn(() -> measure(Contender.OURS, results), () -> measure(Contender.PROCESS_BUILDER, results),
				() -> measure(Contender.NU_PROCESS, results));
	}

	private void measure(Contender contender, Results results) throws Exception {
		try (MeasuringProcess program = MeasuringProcess.java(OPTIONS, IdleProgram.class, contender.name())) {
			double[] without = program.measure("grow", 0);
			for (int count : COUNTS) {
				double[] with = program.measure("grow", count);
				for (IdleCost cost : IdleCost.values()) {
					double perChild = (cost.in(with) - cost.in(without)) / count;
					note(results, contender, cost, count, perChild);
				}
			}
		}
	}

	private static void note(Results results, Contender contender, IdleCost cost, int count, double figure) {
		boolean largest = count == COUNTS[COUNTS.length - 1];
		if (contender == Contender.OURS) {
			RIVALS.forEach((rival) -> results.ours(cost.line(count, largest, rival), figure));
		}
		else {
			results.rival(cost.line(count, largest, contender), figure);
		}
	}

}
