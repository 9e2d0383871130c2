package org.intercom4j.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The resident size of processes as Linux tells it in {@code /proc}. Pages that processes
 * share count for each of them.
 *
 * @since 0.1.0
 */
public final class ResidentMemory {

	private static final String KEY = "VmRSS:";

	private static final long KILOBYTE = 1024;

	private ResidentMemory() {
	}

	/**
	 * Whether this system tells it.
	 * @return whether it is Linux with a {@code /proc}
	 */
	public static boolean isKnown() {
		return Platform.LINUX && Files.isReadable(Path.of("/proc/self/status"));
	}

	/** In bytes; those that have ended count for nothing. */
	static long of(Collection<ProcessHandle> processes) {
		return processes.stream().mapToLong((process) -> of(process.pid())).sum();
	}

	static long of(long pid) {
		try {
			return parse(Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			return 0; // the process has ended meanwhile
		}
	}

	/** Processes that have just ended, and threads of the kernel, have none. */
	static long parse(List<String> status) {
		return status.stream()
			.filter((line) -> line.startsWith(KEY))
			.map((line) -> line.substring(KEY.length()).replace("kB", "").strip())
			.mapToLong((kilobytes) -> Long.parseLong(kilobytes) * KILOBYTE)
			.findFirst()
			.orElse(0);
	}

}
