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

	private final InputStream stream;

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	/** Written by whoever waits no longer. */
	private volatile boolean muted;

	OutputPump(LaunchSpec spec, OutputSource source, OutputListener listener, InputStream stream) {
		this.spec = spec;
		this.source = source;
		this.listener = listener;
		this.stream = stream;
	}

	OutputPump start() {
		String name = "intercom-" + this.spec.name() + "-" + this.source.eventName();
		Thread thread = new Thread(null, this::run, name, STACK_BYTES);
		thread.setDaemon(true);
		thread.start();
		return this;
	}

	CompletableFuture<Void> ended() {
		return this.ended;
	}

	/** Goes on reading, so that nobody blocks, but delivers nothing more. */
	void mute() {
		this.muted = true;
	}

	private void run() {
		LineDecoder decoder = new LineDecoder(this.spec.charset(), this.spec.maxLineLength(), this::deliver);
		byte[] buffer = new byte[8192];
		try (this.stream) {
			for (int count = this.stream.read(buffer); count >= 0; count = this.stream.read(buffer)) {
				decoder.add(buffer, count);
				pause();
			}
		}
		catch (IOException ex) {
			logger.debug("Child '{}': {} ended with {}", this.spec.name(), this.source.eventName(), ex.toString());
		}
		finally {
			decoder.end();
			pause();
			this.ended.complete(null);
		}
	}

	private void deliver(String line) {
		guarded(() -> this.listener.line(this.source, line));
	}

	private void pause() {
		guarded(() -> this.listener.pause(this.source));
	}

	/** Whatever a listener does, the process is read. */
	private void guarded(Runnable call) {
		if (this.muted) {
			return;
		}
		try {
			call.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("Child '{}': a line of {} could not be handed on", this.spec.name(), this.source.eventName(),
					ex);
		}
	}

}
