package org.intercom4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Idle children of {@link ProcessBuilder} with two threads each that read their output,
 * as one writes it by hand.
 */
final class PlainIdleChildren implements IdleChildren {

	private final List<Process> processes = new ArrayList<>();

	@Override
	public void startOne() throws IOException {
		Process process = new ProcessBuilder(COMMAND).start();
		this.processes.add(process);
		pump(process.inputReader());
		pump(process.errorReader());
	}

	private static void pump(BufferedReader reader) {
		Thread thread = new Thread(() -> read(reader));
		thread.setDaemon(true);
		thread.start();
	}

	private static void read(BufferedReader reader) {
		try (reader) {
			String line = reader.readLine();
			while (line != null) {
				line = reader.readLine();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void end() throws InterruptedException {
		// the process itself would close the streams under their readers
		this.processes.forEach((process) -> process.toHandle().destroyForcibly());
		for (Process process : this.processes) {
			process.waitFor();
		}
	}

}
