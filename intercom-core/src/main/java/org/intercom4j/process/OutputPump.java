package org.intercom4j.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one output stream of a process to its end, on a thread of its own: a blocking
 * read of a process pipe would pin a virtual thread.
 */
final class OutputPump {

	private static final Logger logger = LoggerFactory.getLogger(OutputPump.class);

	private static final int STACK_BYTES = 256 * 1024;

	private final LaunchSpec spec;

	private final OutputSource source;

	private final OutputListener listener;

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	OutputPump(LaunchSpec spec, OutputSource source, OutputListener listener) {
		this.spec = spec;
		this.source = source;
		this.listener = listener;
	}

	CompletableFuture<Void> start(InputStream stream) {
		String name = "intercom-" + this.spec.name() + "-" + this.source.eventName();
		Thread thread = new Thread(null, () -> run(stream), name, STACK_BYTES);
		thread.setDaemon(true);
		thread.start();
		return this.ended;
	}

	private void run(InputStream stream) {
		LineDecoder decoder = new LineDecoder(this.spec.charset(), this.spec.maxLineLength(), this::deliver);
		byte[] buffer = new byte[8192];
		try (stream) {
			for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
				decoder.add(buffer, count);
			}
		}
		catch (IOException ex) {
			logger.debug("Child '{}': {} ended with {}", this.spec.name(), this.source.eventName(), ex.toString());
		}
		finally {
			decoder.end();
			this.ended.complete(null);
		}
	}

	private void deliver(String line) {
		try {
			this.listener.line(this.source, line);
		}
		catch (RuntimeException ex) {
			logger.error("Child '{}': a line of {} could not be handed on", this.spec.name(), this.source.eventName(),
					ex);
		}
	}

}
