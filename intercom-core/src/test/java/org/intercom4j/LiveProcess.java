package org.intercom4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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
