package org.intercom4j.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * What a supervisor wants and what it has, at one moment.
 *
 * @param phase where the child stands
 * @param desired whether it is wanted to run
 * @param incarnation the number of the latest run, 0 before the first
 * @param times how many runs have ended, or were tried in vain again, since the latest
 * start by a call
 * @param restarts how many starts followed another run, over the whole life
 * @param run the live run, or {@code null}
 * @param lastEnd how the latest run ended, or {@code null}
 * @param held whether the next start waits, or will wait, for the other children of a
 * group
 * @since 0.1.0
 */
public record SupervisorStatus(Phase phase, Desired desired, int incarnation, int times, int restarts,
		@Nullable ChildRun run, @Nullable RunEnd lastEnd, boolean held) {

	/**
	 * Where a child stands.
	 * <ul>
	 * <li>{@code IDLE}: no process, none to come; left by start or restart</li>
	 * <li>{@code STARTING}: a process is being started; followed by {@code RUNNING}, or
	 * by {@code PAUSED} or {@code IDLE} when that fails</li>
	 * <li>{@code RUNNING}: a process runs</li>
	 * <li>{@code STOPPING}: the process was told to end</li>
	 * <li>{@code PAUSED}: no process; the next one is started after a pause</li>
	 * </ul>
	 */
	public enum Phase {

		/** No process, none to come. */
		IDLE,

		/** A process is being started. */
		STARTING,

		/** A process runs. */
		RUNNING,

		/** A process was told to end. */
		STOPPING,

		/** The next process is started after a pause. */
		PAUSED

	}

	/**
	 * What was asked for last.
	 */
	public enum Desired {

		/** Nothing yet. */
		NOTHING,

		/** The child is wanted to run. */
		RUNNING,

		/** The child is wanted to be down. */
		STOPPED

	}

}
