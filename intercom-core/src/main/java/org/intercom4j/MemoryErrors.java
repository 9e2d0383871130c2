package org.intercom4j;

import java.util.List;

import org.intercom4j.process.OutputSource;
import org.jspecify.annotations.Nullable;

/**
 * Looks in the output of one run for what runtimes write when they have no memory left.
 * Such a line may be far above the last lines: a stack trace follows. Thread-safe.
 */
final class MemoryErrors {

	/** What is further up was survived: Java's stack traces end after 1024 frames. */
	private static final int NEAR = 1100;

	private static final int MAX_LENGTH = 200;

	private static final List<String> ON_STDERR = List.of("OutOfMemoryError", "JavaScript heap out of memory",
			"MemoryError");

	/** A JVM that ends itself for want of memory says so there. */
	private static final List<String> ON_STDOUT = List.of("Terminating due to java.lang.OutOfMemoryError",
			"Aborting due to java.lang.OutOfMemoryError");

	/** Written by the thread that reads standard error. */
	private volatile long lines;

	private volatile @Nullable Found found;

	/** Called in the order of the lines of each stream. */
	void line(OutputSource source, String line) {
		if (source == OutputSource.STDOUT) {
			if (ON_STDOUT.stream().anyMatch(line::startsWith)) {
				this.found = new Found(line, this.lines);
			}
			return;
		}
		long number = this.lines + 1;
		this.lines = number;
		for (String text : ON_STDERR) {
			if (line.contains(text)) {
				this.found = new Found(line, number);
			}
		}
	}

	/** The latest such line, or {@code null} if there is none or it is long ago. */
	@Nullable String latest() {
		Found latest = this.found;
		if (latest == null || this.lines - latest.number() > NEAR) {
			return null;
		}
		String line = latest.line().strip();
		return (line.length() > MAX_LENGTH) ? line.substring(0, MAX_LENGTH) + "…" : line;
	}

	/** Begins with the next run. */
	void clear() {
		this.lines = 0;
		this.found = null;
	}

	private record Found(String line, long number) {
	}

}
