package org.intercom4j.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one output stream of a process to its end on a thread of its own, where
 * {@link OutputLoop} cannot: a blocking read of a process pipe would pin a virtual
 * thread.
 */
final class OutputPump {

	private static final int STACK_BYTES = 256 * 1024;

	private final OutputLines lines;

	private final InputStream stream;

	private OutputPump(OutputLines lines, InputStream stream) {
		this.lines = lines;
		this.stream = stream;
	}

	static void start(OutputLines lines, InputStream stream) {
		OutputPump pump = new OutputPump(lines, stream);
		Thread thread = new Thread(null, pump::run, lines.threadName(), STACK_BYTES);
		thread.setDaemon(true);
		thread.start();
	}

	private void run() {
		this.lines.ready().toCompletableFuture().join();
		byte[] buffer = new byte[8192];
		try (this.stream) {
			for (int count = this.stream.read(buffer); count >= 0; count = this.stream.read(buffer)) {
				this.lines.add(buffer, count);
			}
			this.lines.end();
		}
		catch (IOException ex) {
			this.lines.end(ex);
		}
	}

}
