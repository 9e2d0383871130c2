package org.intercom4j.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what was read of one output stream of a process to the listener, as lines. Used
 * by one thread at a time.
 */
final class OutputLines {

	private static final Logger logger = LoggerFactory.getLogger(OutputLines.class);

	private final String child;

	private final OutputSource source;

	private final OutputListener listener;

	private final LineDecoder decoder;

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	/** Written by whoever waits no longer. */
	private volatile boolean muted;

	OutputLines(LaunchSpec spec, OutputSource source, OutputListener listener) {
		this.child = spec.name();
		this.source = source;
		this.listener = listener;
		this.decoder = new LineDecoder(spec.charset(), spec.maxLineLength(), this::deliver);
	}

	/** The name of a thread that reads them. */
	String threadName() {
		return "intercom-" + this.child + "-" + this.source.eventName();
	}

	/** Completes when they may be read. */
	CompletionStage<?> ready() {
		return this.listener.ready();
	}

	/** Completes when the end was read and delivered. */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

	/** What is read from now on is thrown away. */
	void mute() {
		this.muted = true;
	}

	void add(byte[] bytes, int length) {
		this.decoder.add(bytes, length);
		pause();
	}

	void end() {
		try {
			this.decoder.end();
			pause();
		}
		finally {
			this.ended.complete(null);
		}
	}

	/** The stream cannot be read any more. */
	void end(Throwable cause) {
		logger.debug("Child '{}': {} ended with {}", this.child, this.source.eventName(), cause.toString());
		end();
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
			logger.error("Child '{}': a line of {} could not be handed on", this.child, this.source.eventName(), ex);
		}
	}

}
