package org.intercom4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells processes that run from those that have ended but were not taken notice of, by
 * whoever adopted them.
 */
public final class LiveProcess {

	private static final char NONE = 0;

	private LiveProcess() {
	}

	public static boolean runs(long pid) {
		return ProcessHandle.of(pid).filter(LiveProcess::runs).isPresent();
	}

	public static boolean runs(ProcessHandle process) {
		char state = state(process.pid());
		return process.isAlive() && state != 'Z' && state != NONE;
	}

	/** Whether it was stopped by a signal, to go on later. */
	public static boolean standsStill(long pid) {
		return state(pid) == 'T';
	}

	/**
	 * Whether this JVM ignores a signal, as its children will: under nohup, or in the
	 * background.
	 */
	public static boolean ignores(String signal) {
		int number = List.of("HUP", "INT", "QUIT").indexOf(signal) + 1;
		try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
			return number > 0 && lines.filter((line) -> line.startsWith("SigIgn:"))
				.mapToLong((line) -> Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1).trim(), 16))
				.anyMatch((ignored) -> (ignored >> (number - 1) & 1) == 1);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static char state(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
			return stat.charAt(stat.lastIndexOf(')') + 2);
		}
		catch (IOException ex) {
			return NONE;
		}
	}

}
