package org.intercom4j.lifecycle;

import java.io.IOException;

/**
 * Sends signals, which Java has no way for.
 */
final class Signals {

	private Signals() {
	}

	static void send(String signal, long pid) {
		String command = "kill -%s %d".formatted(signal.replaceFirst("^SIG", ""), pid);
		try {
			new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
