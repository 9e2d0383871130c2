package org.intercom4j.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of a Linux machine as its {@code /proc} shows them: one pass gives
 * parent, session, start time, threads and used time of all.
 */
final class ProcessTable {

	private static final Logger logger = LoggerFactory.getLogger(ProcessTable.class);

	// some fifty numbers and a short name
	private static final int MAX_LENGTH = 2048;

	private static final Path PROC = Path.of("/proc");

	private ProcessTable() {
	}

	static List<Row> read() {
		List<Row> rows = new ArrayList<>();
		String[] entries = PROC.toFile().list();
		if (entries == null) {
			logger.warn("The process table could not be read, some descendants may be missed");
			return rows;
		}
		for (String entry : entries) {
			if (Character.isDigit(entry.charAt(0))) {
				row(Long.parseLong(entry)).ifPresent(rows::add);
			}
		}
		return rows;
	}

	static Optional<Row> row(long pid) {
		try {
			return Optional.of(readRow(pid));
		}
		catch (IOException ex) {
			return Optional.empty(); // the process has ended meanwhile
		}
	}

	/**
	 * Tells a process that is not there from one that cannot be read now. In one read,
	 * because the whole table is read at each end of a child.
	 * @throws java.nio.file.NoSuchFileException if there is no such process
	 */
	static Row readRow(long pid) throws IOException {
		try (InputStream stat = Files.newInputStream(PROC.resolve(pid + "/stat"))) {
			byte[] buffer = new byte[MAX_LENGTH];
			int length = stat.read(buffer);
			return parse(pid, new String(buffer, 0, Math.max(length, 0), StandardCharsets.ISO_8859_1));
		}
	}

	/**
	 * Fields are counted from behind the command's name, which may itself hold spaces and
	 * brackets.
	 */
	private static Row parse(long pid, String stat) throws IOException {
		if (stat.isEmpty()) {
			throw new IOException("Process " + pid + " has ended");
		}
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
		long cpuTicks = Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
		return new Row(pid, fields[0].charAt(0), Long.parseLong(fields[1]), Long.parseLong(fields[3]),
				Long.parseLong(fields[19]), cpuTicks, Integer.parseInt(fields[17]));
	}

	/**
	 * One process.
	 *
	 * @param pid its id
	 * @param state its state, such as {@code R} or {@code Z}
	 * @param parent the id of its parent
	 * @param session the id of its session
	 * @param startTicks when it started, in clock ticks since boot
	 * @param cpuTicks how long it and those of its children that have ended were running,
	 * in clock ticks
	 * @param threads how many threads it has
	 */
	record Row(long pid, char state, long parent, long session, long startTicks, long cpuTicks, int threads) {

		boolean alive() {
			return this.state != 'Z' && this.state != 'X';
		}

		/**
		 * The handle remembers the start time that it sees now, and signals nothing else;
		 * the second look makes sure that it saw the process of the row.
		 */
		Optional<ProcessHandle> handle() {
			Optional<ProcessHandle> handle = ProcessHandle.of(this.pid);
			boolean same = row(this.pid).filter((now) -> now.startTicks() == this.startTicks).isPresent();
			return same ? handle : Optional.empty();
		}

		/** Whether SIGSTOP or a terminal holds it. */
		boolean stopped() {
			return this.state == 'T';
		}

	}

}
