package org.intercom4j;

import org.intercom4j.heartbeat.Heartbeat;
import org.intercom4j.supervisor.ChildRun;
import org.jspecify.annotations.Nullable;

/**
 * What watches over the present process of a child: its limits and its heartbeat. Begun
 * and ended in the supervisor's loop.
 */
final class RunWatches {

	private final ChildLimits limits;

	private final ChildHeartbeat heartbeat;

	RunWatches(SupervisedChild child) {
		this.limits = new ChildLimits(child);
		this.heartbeat = new ChildHeartbeat(child);
	}

	/** Before the channel of the process is read. */
	void begin(ChildRun run) {
		this.limits.begin(run);
		this.heartbeat.begin(run);
	}

	void end() {
		this.limits.end();
		this.heartbeat.end();
	}

	/** The latest answer of the present process to a ping. */
	@Nullable Heartbeat heartbeat() {
		return this.heartbeat.latest();
	}

}
