package org.intercom4j.benchmarks;

/**
 * Times texts of growing size there and back, one at a time: how cost grows with the size
 * of frames.
 */
final class FrameSizes extends TextMeasure {

	private static final int[] KIBIBYTES = { 1, 64, 1024, 16 * 1024, 64 * 1024 };

	private static final int BYTES_OF_ONE_SIZE = 64 << 20;

	private static final int MOST_TRIPS = 2000;

	FrameSizes(Stage stage) {
		super(stage, "frames");
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		for (Language language : Language.values()) {
			for (int kibibytes : KIBIBYTES) {
				int size = kibibytes << 10;
				int trips = Math.min(MOST_TRIPS, BYTES_OF_ONE_SIZE / size);
				double micros = echo(language, size, trips);
				results.ours(new Line("%,d KiB there and back, %s".formatted(kibibytes, language), "us"), micros);
			}
		}
	}

}
