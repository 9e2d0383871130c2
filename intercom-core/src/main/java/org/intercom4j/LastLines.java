package org.intercom4j;

import java.util.List;

import org.intercom4j.process.OutputSource;
import org.intercom4j.process.OutputTail;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a child's output: the last lines of all its runs, and of the present
 * run what a crash report tells.
 */
final class LastLines {

	/** How many lines of standard error a crash report has. */
	static final int STDERR_LINES = 20;

	private final OutputTail all;

	private final OutputTail stderr = new OutputTail(STDERR_LINES);

	private final MemoryErrors memoryErrors = new MemoryErrors();

	LastLines(int capacity) {
		this.all = new OutputTail(capacity);
	}

	void add(OutputSource source, String line) {
		this.all.add(source, line);
		if (source == OutputSource.STDERR) {
			this.stderr.add(source, line);
		}
		this.memoryErrors.line(source, line);
	}

	List<OutputTail.Line> all() {
		return this.all.lines();
	}

	/** The last lines of standard error of this run. */
	List<String> stderr() {
		return this.stderr.lines().stream().map(OutputTail.Line::text).toList();
	}

	/** What this run wrote about a want of memory, or {@code null}. */
	@Nullable String memoryError() {
		return this.memoryErrors.latest();
	}

	void endRun() {
		this.stderr.clear();
		this.memoryErrors.clear();
	}

}
