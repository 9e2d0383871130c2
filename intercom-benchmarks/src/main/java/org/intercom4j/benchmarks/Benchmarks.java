package org.intercom4j.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The one command: measures, prints the table and writes it as JSON.
 *
 * @since 0.1.0
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Runs all measures, or those of the property {@code benchmarks.only}.
	 * @param args the build directory
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		Path target = Path.of(args[0]);
		Results results = new Results();
		ClassDataWait.empty(target.resolve("cache"));
		try (Stage stage = Stage.open(target)) {
			ClassDataWait.prepare(stage, target.resolve("cache"));
			for (Measure measure : chosen(stage, target.resolve("cache"))) {
				run(measure, results);
			}
		}
		System.out.println(Table.of(results.rows()));
		JsonReport.write(target.resolve("benchmarks.json"), results.rows());
		System.exit(0);
	}

	private static List<Measure> chosen(Stage stage, Path cache) {
		String only = System.getProperty("benchmarks.only", "");
		List<Measure> all = List.of(new Throughput(stage), new RoundTrip(stage), new StartUp(stage), new Restart(stage),
				new LargeText(stage), new FrameSizes(stage), new Emit(stage), new OutputRate(), new Idle(),
				new ApplicationStart(stage, cache));
		if (only.isBlank()) {
			return all;
		}
		Set<String> names = Set.of(only.split(","));
		List<String> known = all.stream().map(Measure::name).toList();
		if (!known.containsAll(names)) {
			throw new IllegalArgumentException(
					"'benchmarks.only' must be some of " + known + " but was '" + only + "'");
		}
		return all.stream().filter((measure) -> names.contains(measure.name())).toList();
	}

	private static void run(Measure measure, Results results) throws Exception {
		System.err.println("Measuring " + measure.name());
		measure.open();
		measure.round(Round.WARM_UP, new Results());
		for (int number = 1; number <= Integer.getInteger("benchmarks.rounds", 5); number++) {
			measure.round(new Round(number), results);
		}
		measure.close();
	}

}
