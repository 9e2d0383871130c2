package org.intercom4j.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The programs {@code nice} and {@code prlimit}, which change what the system allows them
 * and then replace themselves with the child's program. Whether they can do so is tried
 * once for each value. Thread-safe.
 */
final class ResourceWrapper {

	private static final Resource NICE = new Resource("limits.nice", "nice", "coreutils",
			"Write 0 or more: a lower value takes the right to raise priorities (CAP_SYS_NICE).");

	private static final Resource OPEN_FILES = new Resource("limits.open-files", "prlimit", "util-linux",
			"Write at most what 'ulimit -Hn' shows for the application.");

	/** Commands that have worked; a failure may be one of the moment. */
	private final Set<List<String>> proven = ConcurrentHashMap.newKeySet();

	/**
	 * What a command is to be put behind.
	 * @throws LaunchException if the system cannot or does not do that
	 */
	List<String> prefix(ResourceLimits limits) {
		List<String> prefix = new ArrayList<>();
		add(prefix, NICE, limits.nice(), "-n", String.valueOf(limits.nice()));
		add(prefix, OPEN_FILES, limits.openFiles(), "--nofile=" + limits.openFiles());
		return prefix;
	}

	private void add(List<String> prefix, Resource resource, @Nullable Integer value, String... arguments) {
		if (value == null) {
			return;
		}
		List<String> command = new ArrayList<>();
		command.add(Programs.find(resource.program()).orElseThrow(() -> resource.missing(value)).toString());
		command.addAll(List.of(arguments));
		if (!this.proven.contains(command)) {
			if (!Programs.works(command)) {
				throw resource.refused(value);
			}
			this.proven.add(command);
		}
		prefix.addAll(command);
	}

	/**
	 * One of the limits.
	 *
	 * @param option the option that asks for it
	 * @param program what sets it
	 * @param origin the package that the program comes with
	 * @param remedy what to do when the system refuses the value
	 */
	private record Resource(String option, String program, String origin, String remedy) {

		LaunchException missing(int value) {
			if (!Platform.LINUX) {
				return failure(value, "can be set on Linux only", "Remove it.");
			}
			return failure(value, "needs the program '%s', which was not found in PATH".formatted(this.program),
					"Install %s, or remove it.".formatted(this.origin));
		}

		LaunchException refused(int value) {
			return failure(value, "was refused by the system", this.remedy);
		}

		private LaunchException failure(int value, String reason, String action) {
			return new LaunchException(this.option, Integer.toString(value), reason, action, null);
		}

	}

}
