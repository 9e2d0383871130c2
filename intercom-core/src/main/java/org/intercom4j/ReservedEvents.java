package org.intercom4j;

import java.util.Set;

/**
 * The thirteen names of a peer's own events, which nobody may emit over the channel.
 */
final class ReservedEvents {

	private static final Set<String> NAMES = Set.of("error", "warn", "start", "restart", "stop", "exit", "close",
			"stdout", "stderr", "rpcready", "rpcexit", "disconnect", "disconnected");

	private ReservedEvents() {
	}

	static boolean contains(String name) {
		return NAMES.contains(name);
	}

}
