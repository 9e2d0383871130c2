package org.intercom4j.process;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the processes of one run bear in their environment and hand on to whatever they
 * start, by which a daemon is found that has left its session and lost its parents.
 * <p>
 * It also names the application that started the run, so that a later one can tell
 * whether that still lives. An application that is a child itself writes its own marks
 * behind those that it bears: what its children start belongs to its parent too.
 *
 * @param application the application, the same after a restart
 * @param namespace the numbering that the process ids belong to; a container has its own
 * @param pid the process id of the application
 * @param startTicks when that started, in clock ticks since boot
 * @param run the run, among all of them
 */
record ProcessMark(String application, String namespace, long pid, long startTicks, String run) {

	/** The environment variable. */
	static final String VARIABLE = "INTERCOM_MARK";

	/** The start of an application that could not see its own. */
	static final long UNKNOWN = 0;

	private static final String DELIMITER = ":";

	private static final int PARTS = 5;

	/** The marks of a process, those of its application's parents first. */
	static List<ProcessMark> parse(String value) {
		return Arrays.stream(value.split(" ")).flatMap((mark) -> parseOne(mark).stream()).toList();
	}

	/** Whoever sets the variable to something else does not bear a mark. */
	private static Optional<ProcessMark> parseOne(String mark) {
		String[] parts = mark.split(DELIMITER, -1);
		if (parts.length != PARTS) {
			return Optional.empty();
		}
		try {
			return Optional
				.of(new ProcessMark(parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]), parts[4]));
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	/** Another process may have been given the pid of an application that has ended. */
	boolean applicationLives() {
		try {
			ProcessTable.Row row = ProcessTable.readRow(this.pid);
			return this.startTicks == UNKNOWN || (row.alive() && row.startTicks() == this.startTicks);
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		catch (IOException ex) {
			return true; // which cannot be told, so nothing of it is touched
		}
	}

	@Override
	public String toString() {
		return String.join(DELIMITER, this.application, this.namespace, Long.toString(this.pid),
				Long.toString(this.startTicks), this.run);
	}

}
