package org.intercom4j.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes rows as a Markdown table whose columns line up.
 */
final class Table {

	private static final List<String> HEAD = List.of("measure", "unit", "ours", "min - max", "rival", "min - max",
			"ratio", "bar", "met");

	private Table() {
	}

	static String of(List<Row> rows) {
		List<List<String>> cells = rows.stream().map(Table::cells).toList();
		List<Integer> widths = IntStream.range(0, HEAD.size()).mapToObj((column) -> width(cells, column)).toList();
		String ruler = widths.stream().map("-"::repeat).collect(Collectors.joining(" | ", "| ", " |"));
		String body = cells.stream().map((row) -> line(row, widths)).collect(Collectors.joining("\n"));
		return line(HEAD, widths) + "\n" + ruler + "\n" + body + "\n";
	}

	private static List<String> cells(Row row) {
		String ratio = Double.isNaN(row.ratio()) ? "-" : Figures.text(row.ratio()) + "x";
		return List.of(row.line().name(), row.line().unit(), Figures.text(row.ours().median()), row.ours().spread(),
				Figures.text(row.rival().median()), row.rival().spread(), ratio, row.line().bar().toString(),
				row.met());
	}

	private static int width(List<List<String>> rows, int column) {
		int widest = rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0);
		return Math.max(widest, HEAD.get(column).length());
	}

	private static String line(List<String> row, List<Integer> widths) {
		return IntStream.range(0, row.size())
			.mapToObj((column) -> row.get(column) + " ".repeat(widths.get(column) - row.get(column).length()))
			.collect(Collectors.joining(" | ", "| ", " |"));
	}

}
