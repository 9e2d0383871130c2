package org.intercom4j.benchmarks;

/**
 * Times a text of 64 MiB there and back.
 */
final class LargeText extends TextMeasure {

	private static final int SIZE = 64 << 20;

	private static final double LONGEST_MILLIS = 1000;

	LargeText(Stage stage) {
		super(stage, "large");
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		for (Language language : Language.values()) {
			Line line = new Line("64 MiB there and back, " + language, "ms", Bar.atMost(LONGEST_MILLIS));
			round.inTurn(() -> results.ours(line, echo(language, SIZE, 1) / 1000),
					() -> results.rival(line, original("large", SIZE)[0] / 1000));
		}
	}

}
