package org.intercom4j.benchmarks;

import java.util.EnumSet;

import org.intercom4j.channel.ChannelOptions;

/**
 * Times texts of growing size there and back, one at a time: how cost grows with the size
 * of frames.
 */
final class FrameSizes implements Measure {

	private static final int[] KIBIBYTES = { 1, 64, 1024, 16 * 1024, 64 * 1024 };

	private static final int FRAME_LIMIT = 128 << 20;

	private static final int BYTES_OF_ONE_SIZE = 64 << 20;

	private static final int MOST_TRIPS = 2000;

	private final Workers workers;

	FrameSizes(Stage stage) {
		ChannelOptions channel = ChannelOptions.builder().frameLimit(FRAME_LIMIT).build();
		this.workers = new Workers(stage, name(), EnumSet.allOf(Language.class), (options) -> options.channel(channel));
	}

	@Override
	public String name() {
		return "frames";
	}

	@Override
	public void open() throws Exception {
		this.workers.start();
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		for (Language language : Language.values()) {
			for (int kibibytes : KIBIBYTES) {
				int size = kibibytes << 10;
				int trips = Math.min(MOST_TRIPS, BYTES_OF_ONE_SIZE / size);
				double micros = new EchoedText(this.workers.get(language), size, trips).run();
				results.ours(new Line("%,d KiB there and back, %s".formatted(kibibytes, language), "us"), micros);
			}
		}
	}

	@Override
	public void close() throws Exception {
		this.workers.stop();
	}

}
