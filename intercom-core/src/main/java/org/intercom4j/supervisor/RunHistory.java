package org.intercom4j.supervisor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a lifecycle remembers of its runs. Used in the supervisor's loop only.
 */
final class RunHistory {

	/** The number of the latest run, 0 before the first. */
	int incarnation;

	/**
	 * Runs that have ended, and starts that failed and are tried again, since the latest
	 * start by a call.
	 */
	int times;

	/** Starts that followed another run, over the whole life. */
	int restarts;

	/** When the live process was started, on the monotonic clock. */
	long runningSince;

	/** Why the present run is being ended as a failure. */
	@Nullable String fault;

	@Nullable RunEnd lastEnd;

	/** Whether a process has run since the latest start by a call. */
	boolean hasRun;

	void reset() {
		this.times = 0;
		this.hasRun = false;
	}

	/** The last run since the latest start by a call. */
	@Nullable RunEnd endSinceStart() {
		return this.hasRun ? this.lastEnd : null;
	}

	/**
	 * Until the end of the process was seen, which may have been before its start was.
	 */
	Duration uptime(long now, ChildRun ended) {
		Duration uptime = Duration.ofNanos(now - this.runningSince).minus(ended.sinceExit());
		return uptime.isNegative() ? Duration.ZERO : uptime;
	}

}
