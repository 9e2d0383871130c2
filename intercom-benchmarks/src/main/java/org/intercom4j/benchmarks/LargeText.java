package org.intercom4j.benchmarks;

import java.util.EnumSet;

import org.intercom4j.channel.ChannelOptions;

/**
 * Times a text of 64 MiB there and back.
 */
final class LargeText implements Measure {

	private static final int SIZE = 64 << 20;

	private static final int FRAME_LIMIT = 128 << 20;

	private static final double LONGEST_MILLIS = 1000;

	private final Workers workers;

	LargeText(Stage stage) {
		ChannelOptions channel = ChannelOptions.builder().frameLimit(FRAME_LIMIT).build();
		this.workers = new Workers(stage, name(), EnumSet.allOf(Language.class), (options) -> options.channel(channel));
	}

	@Override
	public String name() {
		return "large";
	}

	@Override
	public void open() throws Exception {
		this.workers.start();
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		for (Language language : Language.values()) {
			Line line = new Line("64 MiB there and back, " + language, "ms", Bar.atMost(LONGEST_MILLIS));
			round.inTurn(() -> results.ours(line, new EchoedText(this.workers.get(language), SIZE, 1).run() / 1000),
					() -> results.rival(line, this.workers.original("large", SIZE)[0] / 1000));
		}
	}

	@Override
	public void close() throws Exception {
		this.workers.stop();
	}

}
