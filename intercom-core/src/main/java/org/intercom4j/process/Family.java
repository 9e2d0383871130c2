package org.intercom4j.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Gathers processes of one look at the process table, each with its descendants.
 */
final class Family {

	private final List<ProcessTable.Row> table;

	private final Map<Long, List<ProcessTable.Row>> byParent = new HashMap<>();

	private final Set<ProcessTable.Row> members = new LinkedHashSet<>();

	Family(List<ProcessTable.Row> table) {
		this.table = table;
		table.forEach((row) -> this.byParent.computeIfAbsent(row.parent(), (parent) -> new ArrayList<>()).add(row));
	}

	/** Adds the one with this id. */
	void add(long pid) {
		this.table.stream().filter((row) -> row.pid() == pid).forEach(this::add);
	}

	/** Adds those that belong to it and are no members yet. */
	void add(Predicate<ProcessTable.Row> belongs) {
		this.table.stream().filter((row) -> !this.members.contains(row) && belongs.test(row)).forEach(this::add);
	}

	private void add(ProcessTable.Row row) {
		if (this.members.add(row)) {
			this.byParent.getOrDefault(row.pid(), List.of()).forEach(this::add);
		}
	}

	Stream<ProcessTable.Row> members() {
		return this.members.stream();
	}

}
