package org.intercom4j.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A process and all that it has started: its descendants and, where it leads a session of
 * its own, every other process of that session, so that one whose parent is gone is found
 * as well.
 */
final class ProcessTree {

	/** A fork can slip between a look and the kill, so the look is repeated. */
	private static final int KILL_ROUNDS = 5;

	private final ProcessHandle root;

	private final boolean ownsSession;

	private final long rootStartTicks;

	/** Thread-safe: a handle knows pid and start time, and signals nobody else. */
	private final Set<ProcessHandle> remembered = ConcurrentHashMap.newKeySet();

	ProcessTree(ProcessHandle root, boolean ownsSession) {
		this.root = root;
		this.ownsSession = ownsSession;
		this.rootStartTicks = Platform.LINUX
				? ProcessTable.row(root.pid()).map(ProcessTable.Row::startTicks).orElse(-1L) : -1;
	}

	/**
	 * Notes who belongs to the tree: one that leads a session of its own is found by its
	 * parent only, and not when that has ended.
	 */
	void remember() {
		this.remembered.addAll(descendants());
	}

	/** Sends SIGTERM to the whole tree, the root first. */
	void terminate() {
		remember();
		this.root.destroy();
		this.remembered.forEach(ProcessHandle::destroy);
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

	List<ProcessHandle> descendants() {
		return Platform.LINUX ? linuxDescendants() : this.root.descendants().toList();
	}

	private List<ProcessHandle> linuxDescendants() {
		List<ProcessTable.Row> rows = ProcessTable.read();
		Map<Long, List<ProcessTable.Row>> byParent = new HashMap<>();
		Set<ProcessTable.Row> found = new HashSet<>();
		boolean sessionIsOurs = this.ownsSession;
		for (ProcessTable.Row row : rows) {
			byParent.computeIfAbsent(row.parent(), (parent) -> new ArrayList<>()).add(row);
			if (row.pid() == this.root.pid() && row.startTicks() != this.rootStartTicks) {
				sessionIsOurs = false; // the pid now belongs to somebody else
			}
		}
		if (this.root.isAlive()) {
			addDescendants(this.root.pid(), byParent, found);
		}
		if (sessionIsOurs) {
			rows.stream().filter((row) -> row.session() == this.root.pid()).forEach(found::add);
		}
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
