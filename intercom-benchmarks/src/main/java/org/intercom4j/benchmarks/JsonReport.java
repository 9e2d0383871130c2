package org.intercom4j.benchmarks;

import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows to a file as JSON.
 */
final class JsonReport {

	private static final JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private JsonReport() {
	}

	static void write(Path file, List<Row> rows) {
		mapper.writeValue(file, rows.stream().map(Entry::of).toList());
	}

	private record Entry(String measure, String unit, Statistics ours, Statistics rival, double ratio, String bar,
			String met) {

		private static Entry of(Row row) {
			return new Entry(row.line().name(), row.line().unit(), row.ours(), row.rival(), row.ratio(),
					row.line().bar().toString(), row.met());
		}

	}

}
