package org.intercom4j.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The kernel's counter of processes that it killed for want of memory in the control
 * group of one process, on Linux.
 */
final class OomKills {

	private static final Path GROUPS = Path.of("/sys/fs/cgroup");

	private static final String COUNTER = "oom_kill ";

	/** {@code null} where there is none. */
	private final @Nullable Path file;

	private final long before;

	private OomKills(@Nullable Path file, long before) {
		this.file = file;
		this.before = before;
	}

	/** Notes the counter of a process, or of the group where it began if it is gone. */
	static OomKills since(long pid) {
		if (!Platform.LINUX) {
			return new OomKills(null, 0);
		}
		OomKills own = of(Path.of("/proc", Long.toString(pid), "cgroup"), GROUPS);
		return (own.file != null) ? own : of(Path.of("/proc/self/cgroup"), GROUPS);
	}

	static OomKills of(Path membership, Path groups) {
		for (Path candidate : candidates(membership, groups)) {
			OptionalLong counter = read(candidate);
			if (counter.isPresent()) {
				return new OomKills(candidate, counter.getAsLong());
			}
		}
		return new OomKills(null, 0);
	}

	/** By how much it rose; empty where it cannot be told. */
	OptionalLong risen() {
		OptionalLong now = (this.file != null) ? read(this.file) : OptionalLong.empty();
		return now.isPresent() ? OptionalLong.of(now.getAsLong() - this.before) : now;
	}

	/** In a container the group itself is mounted where its parents would be. */
	private static List<Path> candidates(Path membership, Path groups) {
		List<Path> candidates = new ArrayList<>();
		for (String line : lines(membership)) {
			String[] parts = line.split(":", 3); // number, controllers, path
			if (parts.length == 3 && parts[1].isEmpty()) {
				addBoth(candidates, groups, parts[2], "memory.events");
			}
			else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
				addBoth(candidates, groups.resolve("memory"), parts[2], "memory.oom_control");
			}
		}
		return candidates;
	}

	private static void addBoth(List<Path> candidates, Path root, String group, String file) {
		candidates.add(root.resolve(group.substring(Math.min(1, group.length()))).resolve(file));
		candidates.add(root.resolve(file));
	}

	private static OptionalLong read(Path file) {
		return lines(file).stream()
			.filter((line) -> line.startsWith(COUNTER))
			.mapToLong((line) -> Long.parseLong(line.substring(COUNTER.length()).strip()))
			.findFirst();
	}

	/** None of a file that is not there: the group may be hidden, the process gone. */
	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			return List.of();
		}
	}

}
