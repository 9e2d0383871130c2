package org.intercom4j.benchmarks;

import java.io.IOException;

/**
 * A process of Node.js with nothing of ours around it: what the JDK and the system need
 * to notice an end and to start another process.
 */
final class BareNode {

	private BareNode() {
	}

	/**
	 * Times from a kill to the start of the next process, in milliseconds.
	 */
	static double kill() throws IOException {
		Process first = start();
		if (!"ready".equals(first.inputReader().readLine())) {
			throw new IOException("A bare process of Node.js has not come up");
		}
		long start = System.nanoTime();
		first.destroyForcibly();
		first.onExit().join();
		Process next = start();
		double millis = (System.nanoTime() - start) / 1_000_000.0;
		next.destroyForcibly();
		next.onExit().join();
		return millis;
	}

	private static Process start() throws IOException {
		return new ProcessBuilder("node", "-e", "console.log('ready'); setInterval(() => {}, 1000)").start();
	}

}
