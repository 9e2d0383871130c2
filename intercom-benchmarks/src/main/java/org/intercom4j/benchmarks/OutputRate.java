package org.intercom4j.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Lines per second of a child that prints, through the logger and through a listener,
 * beside a loop that does nothing but read lines.
 */
final class OutputRate implements Measure {

	static final int LINE_BYTES = 100;

	private static final int LINES = 500_000;

	/** So many times what is measured, so that the compilers are done. */
	private static final int WARM_UPS = 5;

	private static final List<String> WAYS = List.of("logger", "listener");

	/** From the start to the end of the measure. */
	private @Nullable MeasuringProcess program;

	@Override
	public String name() {
		return "output";
	}

	@Override
	public void open() throws IOException {
		this.program = MeasuringProcess.java(List.of("-Xmx512m"), OutputProgram.class);
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		for (int times = (round.number() == 0) ? WARM_UPS : 1; times > 0; times--) {
			round.inTurn(() -> ours("logger", results), () -> ours("listener", results), () -> rival(results));
		}
	}

	@Override
	public void close() throws IOException {
		program().close();
	}

	private MeasuringProcess program() {
		return Objects.requireNonNull(this.program);
	}

	private void ours(String way, Results results) throws IOException {
		double[] figures = program().measure(way, LINES);
		results.ours(lines(way), figures[0]);
		results.ours(bytes(way), megabytes(figures[0]));
		results.ours(arrived(way), 100 * figures[1] / LINES);
	}

	private void rival(Results results) throws IOException {
		double[] figures = program().measure("plain", LINES);
		for (String way : WAYS) {
			results.rival(lines(way), figures[0]);
			results.rival(bytes(way), megabytes(figures[0]));
			results.rival(arrived(way), 100 * figures[1] / LINES);
		}
	}

	private static double megabytes(double lines) {
		return lines * LINE_BYTES / 1_000_000;
	}

	private static Line lines(String way) {
		return new Line("output, " + way + ", beside readLine", "lines/s");
	}

	private static Line bytes(String way) {
		return new Line("output, " + way + ", beside readLine", "MB/s");
	}

	private static Line arrived(String way) {
		return new Line("output, " + way + ", not dropped", "%");
	}

}
