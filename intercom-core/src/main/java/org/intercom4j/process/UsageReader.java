package org.intercom4j.process;

import java.util.Optional;

/**
 * Reads what a process tree uses. Thread-safe.
 */
interface UsageReader {

	/** For systems that do not tell. */
	UsageReader NONE = (tree) -> Optional.empty();

	/**
	 * What the tree uses now.
	 * @return the figures, or nothing when no process of the tree lives
	 */
	Optional<ProcessUsage> read(ProcessTree tree);

	/** What reads it on this machine. */
	static UsageReader detect() {
		return ResidentMemory.isKnown() ? new LinuxUsage(new RecentTable(ProcessTable::read, System::nanoTime)) : NONE;
	}

}
