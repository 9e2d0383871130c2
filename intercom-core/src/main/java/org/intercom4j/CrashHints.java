package org.intercom4j;

import org.intercom4j.process.ExitStatus;
import org.jspecify.annotations.Nullable;

/**
 * What an end usually means, and what to do about it.
 */
final class CrashHints {

	private static final String MORE_MEMORY = "Give it more memory, or a limit of its own that it can live with"
			+ " ('exec-argv': -Xmx for Java, --max-old-space-size for Node.js).";

	private CrashHints() {
	}

	static @Nullable String of(ExitStatus status, CrashEvidence evidence, boolean outOfMemory) {
		if ("SIGKILL".equals(status.signal())) {
			return killed(evidence, outOfMemory);
		}
		if ("SIGTERM".equals(status.signal())) {
			return evidence.asked() ? null
					: "Code 143 (SIGTERM): somebody else asked it to end: kill, a service manager, a container.";
		}
		if (outOfMemory) {
			return MORE_MEMORY;
		}
		return (status.code() != null) ? ofCode(status.code()) : null;
	}

	private static @Nullable String ofCode(int code) {
		return switch (code) {
			case 126 ->
				"Code 126: the program was found but could not be executed; check its permissions and its first line.";
			case 127 -> "Code 127: the program, or one that it calls, was not found; check the command and PATH.";
			default -> null;
		};
	}

	private static String killed(CrashEvidence evidence, boolean outOfMemory) {
		if (evidence.killed()) {
			return "Code 137 (SIGKILL): this application sent it, because the process did not end within the times of"
					+ " its stop ('stop').";
		}
		String senders = "Code 137 (SIGKILL): it is sent by kill -9, by a container's end, or by a system that runs"
				+ " out of memory.";
		if (outOfMemory) {
			return senders + " " + MORE_MEMORY;
		}
		return evidence.oomKills().isPresent() ? senders + " Here the system has killed nothing for want of memory."
				: senders;
	}

}
