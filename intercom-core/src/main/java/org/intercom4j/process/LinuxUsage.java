package org.intercom4j.process;

import java.io.File;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Reads from {@code /proc} what a process tree uses.
 */
final class LinuxUsage implements UsageReader {

	/** A hundred ticks a second on every architecture that a JDK 17 runs on. */
	private static final long TICK_MILLIS = 10;

	private final RecentTable table;

	LinuxUsage(RecentTable table) {
		this.table = table;
	}

	@Override
	public Optional<ProcessUsage> read(ProcessTree tree) {
		Set<ProcessTable.Row> rows = tree.rows(this.table.rows());
		if (rows.isEmpty()) {
			rows = tree.rows(this.table.freshRows()); // it has just been started
		}
		return rows.isEmpty() ? Optional.empty() : Optional.of(sum(rows));
	}

	private static ProcessUsage sum(Set<ProcessTable.Row> rows) {
		long cpuTicks = rows.stream().mapToLong(ProcessTable.Row::cpuTicks).sum();
		long residentSize = rows.stream().mapToLong((row) -> ResidentMemory.of(row.pid())).sum();
		int threads = rows.stream().mapToInt(ProcessTable.Row::threads).sum();
		int openFiles = rows.stream().mapToInt((row) -> openFiles(row.pid())).sum();
		return new ProcessUsage(Duration.ofMillis(cpuTicks * TICK_MILLIS), residentSize, threads, openFiles);
	}

	private static int openFiles(long pid) {
		String[] files = new File("/proc/" + pid + "/fd").list();
		// without any it has ended meanwhile, or hides itself
		return (files != null) ? files.length : 0;
	}

}
