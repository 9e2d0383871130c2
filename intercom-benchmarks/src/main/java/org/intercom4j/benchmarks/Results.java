package org.intercom4j.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All figures by line, in the order in which lines were first measured; one thread only.
 */
final class Results {

	private final Map<Line, Samples> lines = new LinkedHashMap<>();

	void ours(Line line, double figure) {
		samples(line).ours.add(figure);
	}

	void rival(Line line, double figure) {
		samples(line).rival.add(figure);
	}

	private Samples samples(Line line) {
		return this.lines.computeIfAbsent(line, (key) -> new Samples(new ArrayList<>(), new ArrayList<>()));
	}

	List<Row> rows() {
		return this.lines.entrySet()
			.stream()
			.map((entry) -> new Row(entry.getKey(), Statistics.of(entry.getValue().ours),
					Statistics.of(entry.getValue().rival)))
			.toList();
	}

	private record Samples(List<Double> ours, List<Double> rival) {
	}

}
