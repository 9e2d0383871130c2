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

	private LiveProcess() {
	}

	public static boolean runs(long pid) {
		return ProcessHandle.of(pid).filter(LiveProcess::runs).isPresent();
	}

	public static boolean runs(ProcessHandle process) {
		try {
			String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"),
					StandardCharsets.ISO_8859_1);
			return process.isAlive() && stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
		}
		catch (IOException ex) {
			return false;
		}
	}

}
