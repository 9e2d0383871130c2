package org.intercom4j.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A process and all that it has started: its descendants, every other process of the
 * sessions that it and they lead, and whatever bears its mark, so that one whose parent
 * is gone is found as well.
 */
final class ProcessTree {

	/** A fork can slip between a look and the kill, and an end takes its time. */
	private static final int KILL_ROUNDS = 50;

	private static final Duration KILL_PAUSE = Duration.ofMillis(20);

	private final ProcessHandle root;

	private final @Nullable String mark;

	/** In clock ticks; before all others if the root had ended at once. */
	private final long startTicks;

	/** Thread-safe: a handle knows pid and start time, and signals nobody else. */
	private final Set<ProcessHandle> remembered = ConcurrentHashMap.newKeySet();

	/** Thread-safe: when the leaders of the tree's sessions started, in clock ticks. */
	private final Map<Long, Long> sessions = new ConcurrentHashMap<>();

	ProcessTree(ProcessHandle root, boolean ownsSession, @Nullable String mark) {
		this.root = root;
		this.mark = mark;
		this.startTicks = ProcessTable.row(root.pid()).map(ProcessTable.Row::startTicks).orElse(-1L);
		if (ownsSession) {
			this.sessions.put(root.pid(), this.startTicks);
		}
	}

	/**
	 * Notes who belongs to the tree: one that leads a session of its own is found by its
	 * parent at first, and not when that has ended.
	 */
	void remember() {
		this.remembered.addAll(markedDescendants());
	}

	/**
	 * Sends a signal to the whole tree, the root first; at once to those that are found
	 * quickly, as the look for marks reads files of other processes, which may hang.
	 */
	void terminate(StopSignal signal) {
		this.remembered.addAll(descendants());
		Set<ProcessHandle> known = new LinkedHashSet<>();
		known.add(this.root);
		known.addAll(this.remembered);
		send(signal, known);
		remember();
		send(signal, this.remembered.stream().filter((process) -> !known.contains(process)).toList());
	}

	private static void send(StopSignal signal, Collection<ProcessHandle> processes) {
		if (signal == StopSignal.TERM || Platform.WINDOWS) {
			processes.forEach(ProcessHandle::destroy);
		}
		else if (!processes.isEmpty()) {
			Signals.send(signal, processes.stream());
		}
	}

	/**
	 * Sends a signal to one process of the tree.
	 * @throws IOException saying why that makes no sense, without its full stop
	 */
	void signal(long pid, int number) throws IOException {
		ProcessHandle process = Stream.concat(Stream.of(this.root), descendants().stream())
			.filter((member) -> member.pid() == pid && member.isAlive())
			.findFirst()
			.orElseThrow(() -> new IOException("process " + pid + " is none of the child's"));
		if (Platform.LINUX && ProcessTable.row(pid).filter(ProcessTable.Row::stopped).isPresent()) {
			throw new IOException("process " + pid + " was stopped by a signal, and tells nothing");
		}
		Signals.send(number, process);
	}

	/**
	 * Sends SIGKILL to the whole tree until nothing of it is left. Those that are found
	 * quickly are not kept waiting by the look for the others; when the root has ended
	 * there is mostly nobody, and one look will do.
	 */
	void kill() {
		if (this.root.isAlive()) {
			this.remembered.addAll(descendants());
			killRemembered();
		}
		for (int round = 0; round < KILL_ROUNDS; round++) {
			remember();
			this.remembered.removeIf((process) -> !isAlive(process));
			killRemembered();
			if (this.remembered.isEmpty()) {
				return;
			}
			LockSupport.parkNanos(KILL_PAUSE.toNanos());
		}
	}

	private void killRemembered() {
		this.root.destroyForcibly();
		this.remembered.forEach(ProcessHandle::destroyForcibly);
	}

	private static boolean isAlive(ProcessHandle process) {
		return process.isAlive()
				&& (!Platform.LINUX || ProcessTable.row(process.pid()).filter(ProcessTable.Row::alive).isPresent());
	}

	/** In bytes. */
	long residentSize() {
		return ResidentMemory.of(List.of(this.root)) + ResidentMemory.of(descendants());
	}

	ProcessHandle root() {
		return this.root;
	}

	/**
	 * The living ones of a look at the process table, with the root. The look may be an
	 * old one: nothing is learned from it.
	 */
	Set<ProcessTable.Row> rows(List<ProcessTable.Row> table) {
		return rows(table, (row) -> false, new HashMap<>(this.sessions));
	}

	/** Those that are found by their parents and sessions. */
	List<ProcessHandle> descendants() {
		if (!Platform.LINUX) {
			return this.root.descendants().toList();
		}
		return handles(rows(ProcessTable.read(), (row) -> false, this.sessions));
	}

	/** Those that are found by their mark as well: many files are read for it. */
	private List<ProcessHandle> markedDescendants() {
		return Platform.LINUX ? handles(rows(ProcessTable.read(), this::bearsMark, this.sessions)) : descendants();
	}

	/** What has started before the root cannot have its mark from there. */
	private boolean bearsMark(ProcessTable.Row row) {
		return this.mark != null && row.startTicks() >= this.startTicks && row.pid() != this.root.pid()
				&& ProcessEnvironment.of(row.pid()).bears(this.mark);
	}

	/** The root is among them while it lives. */
	private Set<ProcessTable.Row> rows(List<ProcessTable.Row> table, Predicate<ProcessTable.Row> marked,
			Map<Long, Long> sessions) {
		for (ProcessTable.Row row : table) {
			sessions.computeIfPresent(row.pid(), (leader, start) -> (row.startTicks() == start) ? start : null);
		}
		Family family = new Family(table);
		Stream.concat(Stream.of(this.root), this.remembered.stream())
			.filter(ProcessHandle::isAlive)
			.forEach((process) -> family.add(process.pid()));
		family.add((row) -> sessions.containsKey(row.session()));
		family.add(marked);
		family.members()
			.filter((row) -> row.session() == row.pid())
			.forEach((row) -> sessions.put(row.pid(), row.startTicks()));
		return family.members().filter(ProcessTable.Row::alive).collect(Collectors.toSet());
	}

	private List<ProcessHandle> handles(Set<ProcessTable.Row> rows) {
		return rows.stream()
			.filter((row) -> row.pid() != this.root.pid())
			.flatMap((row) -> row.handle().stream())
			.toList();
	}

}
