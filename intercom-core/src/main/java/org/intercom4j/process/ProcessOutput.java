package org.intercom4j.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The output streams of one process, until somebody has waited long enough for their end.
 */
final class ProcessOutput {

	private final List<OutputPump> pumps;

	private ProcessOutput(List<OutputPump> pumps) {
		this.pumps = pumps;
	}

	/** Output that goes elsewhere. */
	static ProcessOutput inherited() {
		return new ProcessOutput(List.of());
	}

	static ProcessOutput of(Process process, LaunchSpec spec, OutputListener listener) {
		return new ProcessOutput(
				List.of(new OutputPump(spec, OutputSource.STDOUT, listener, process.getInputStream()).start(),
						new OutputPump(spec, OutputSource.STDERR, listener, process.getErrorStream()).start()));
	}

	/**
	 * Completes at the end of the streams, at the latest after the limit; what somebody
	 * else writes into them later is thrown away.
	 */
	CompletableFuture<Void> drain(Duration limit) {
		return CompletableFuture.allOf(this.pumps.stream().map(OutputPump::ended).toArray(CompletableFuture[]::new))
			.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
			.thenRun(() -> this.pumps.forEach(OutputPump::mute));
	}

}
