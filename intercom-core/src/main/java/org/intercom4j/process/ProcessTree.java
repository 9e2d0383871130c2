package org.intercom4j.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A process and all that it has started: its descendants and every other process of the
 * sessions that it and they lead, so that one whose parent is gone is found as well.
 */
final class ProcessTree {

	/** A fork can slip between a look and the kill, so the look is repeated. */
	private static final int KILL_ROUNDS = 5;

	private final ProcessHandle root;

	/** Thread-safe: a handle knows pid and start time, and signals nobody else. */
	private final Set<ProcessHandle> remembered = ConcurrentHashMap.newKeySet();

	/** Thread-safe: when the leaders of the tree's sessions started, in clock ticks. */
	private final Map<Long, Long> sessions = new ConcurrentHashMap<>();

	ProcessTree(ProcessHandle root, boolean ownsSession) {
		this.root = root;
		if (ownsSession) {
			this.sessions.put(root.pid(), ProcessTable.row(root.pid()).map(ProcessTable.Row::startTicks).orElse(-1L));
		}
	}

	/**
	 * Notes who belongs to the tree: one that leads a session of its own is found by its
	 * parent at first, and not when that has ended.
	 */
	void remember() {
		this.remembered.addAll(descendants());
	}

	/** Sends a signal to the whole tree, the root first. */
	void terminate(StopSignal signal) {
		remember();
		if (signal == StopSignal.TERM || Platform.WINDOWS) {
			this.root.destroy();
			this.remembered.forEach(ProcessHandle::destroy);
		}
		else {
			Signals.send(signal, Stream.concat(Stream.of(this.root), this.remembered.stream()));
		}
	}

	/** Sends SIGKILL to the whole tree until nothing of it is left. */
	void kill() {
		for (int round = 0; round < KILL_ROUNDS; round++) {
			remember();
			this.remembered.removeIf((process) -> !isAlive(process));
			this.root.destroyForcibly();
			this.remembered.forEach(ProcessHandle::destroyForcibly);
			if (this.remembered.isEmpty()) {
				return;
			}
		}
	}

	private static boolean isAlive(ProcessHandle process) {
		return process.isAlive()
				&& (!Platform.LINUX || ProcessTable.row(process.pid()).filter(ProcessTable.Row::alive).isPresent());
	}

	/** In bytes. */
	long residentSize() {
		return ResidentMemory.of(List.of(this.root)) + ResidentMemory.of(descendants());
	}

	List<ProcessHandle> descendants() {
		return Platform.LINUX ? linuxDescendants() : this.root.descendants().toList();
	}

	private List<ProcessHandle> linuxDescendants() {
		List<ProcessTable.Row> rows = ProcessTable.read();
		Map<Long, List<ProcessTable.Row>> byParent = new HashMap<>();
		for (ProcessTable.Row row : rows) {
			byParent.computeIfAbsent(row.parent(), (parent) -> new ArrayList<>()).add(row);
			this.sessions.computeIfPresent(row.pid(), (leader, start) -> (row.startTicks() == start) ? start : null);
		}
		Set<ProcessTable.Row> found = new HashSet<>();
		Stream.concat(Stream.of(this.root), this.remembered.stream())
			.filter(ProcessHandle::isAlive)
			.forEach((process) -> addDescendants(process.pid(), byParent, found));
		rows.stream().filter((row) -> this.sessions.containsKey(row.session())).forEach(found::add);
		found.stream()
			.filter((row) -> row.session() == row.pid())
			.forEach((row) -> this.sessions.put(row.pid(), row.startTicks()));
		return found.stream()
			.filter((row) -> row.pid() != this.root.pid() && row.alive())
			.flatMap((row) -> handle(row).stream())
			.toList();
	}

	private static void addDescendants(long pid, Map<Long, List<ProcessTable.Row>> byParent,
			Set<ProcessTable.Row> found) {
		for (ProcessTable.Row child : byParent.getOrDefault(pid, List.of())) {
			if (found.add(child)) {
				addDescendants(child.pid(), byParent, found);
			}
		}
	}

	/**
	 * The handle remembers the start time that it sees now, and signals nothing else; the
	 * second look makes sure that it saw the process of the row.
	 */
	private static Optional<ProcessHandle> handle(ProcessTable.Row row) {
		Optional<ProcessHandle> handle = ProcessHandle.of(row.pid());
		boolean same = ProcessTable.row(row.pid()).filter((now) -> now.startTicks() == row.startTicks()).isPresent();
		return same ? handle : Optional.empty();
	}

}
