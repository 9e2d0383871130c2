package org.intercom4j.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The output streams of one process, until somebody has waited long enough for their end.
 */
final class ProcessOutput {

	private static final Logger logger = LoggerFactory.getLogger(ProcessOutput.class);

	private final OutputRoute route;

	private final List<OutputLines> streams;

	private ProcessOutput(OutputRoute route, List<OutputLines> streams) {
		this.route = route;
		this.streams = streams;
	}

	static ProcessOutput of(LaunchSpec spec, OutputListener listener, OutputLoop loop) {
		if (spec.inheritOutput()) {
			return new ProcessOutput(new InheritedRoute(), List.of());
		}
		OutputLines out = new OutputLines(spec, OutputSource.STDOUT, listener);
		OutputLines error = new OutputLines(spec, OutputSource.STDERR, listener);
		return new ProcessOutput(route(loop, out, error), List.of(out, error));
	}

	private static OutputRoute route(OutputLoop loop, OutputLines out, OutputLines error) {
		if (Platform.LINUX) {
			try {
				return LoopRoute.open(loop, out, error);
			}
			catch (IOException ex) {
				logger.debug("A thread for each stream reads the output of a process", ex);
			}
		}
		return new ThreadRoute(out, error);
	}

	/** Starts a process that writes there, and lets it be read. */
	Process start(ProcessBuilder builder) throws IOException {
		this.route.redirect(builder);
		Process process;
		try {
			process = builder.start();
		}
		catch (IOException | RuntimeException | Error ex) {
			this.route.abandon();
			throw ex;
		}
		begin(process);
		return process;
	}

	/** A process that nobody could read, for want of threads, must not run. */
	private void begin(Process process) throws IOException {
		try {
			this.route.begin(process);
		}
		catch (IOException | RuntimeException | Error ex) {
			process.destroyForcibly();
			abandon();
			throw ex;
		}
	}

	/** Nobody is to read what a process has written, which is being killed. */
	void abandon() {
		this.route.abandon();
	}

	/**
	 * Completes at the end of the streams, at the latest after the limit; what somebody
	 * else writes into them later is thrown away.
	 */
	CompletableFuture<Void> drain(Duration limit) {
		return CompletableFuture.allOf(this.streams.stream().map(OutputLines::ended).toArray(CompletableFuture[]::new))
			.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
			.thenRun(() -> this.streams.forEach(OutputLines::mute));
	}

}
