package org.intercom4j.benchmarks;

import java.util.EnumSet;

import org.intercom4j.channel.ChannelOptions;

/**
 * A measure of texts of up to 64 MiB that come back, whose frames are a little longer.
 */
abstract class TextMeasure extends WorkersMeasure {

	private static final int FRAME_LIMIT = 128 << 20;

	TextMeasure(Stage stage, String name) {
		super(stage, name, EnumSet.allOf(Language.class),
				(options) -> options.channel(ChannelOptions.builder().frameLimit(FRAME_LIMIT).build()));
	}

	/**
	 * The microseconds of one way there and back, on average.
	 */
	final double echo(Language language, int size, int trips) throws Exception {
		return new EchoedText(worker(language), size, trips).run();
	}

}
