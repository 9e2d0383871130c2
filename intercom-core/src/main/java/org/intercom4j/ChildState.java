package org.intercom4j;

import org.intercom4j.supervisor.SupervisorStatus;
import org.intercom4j.supervisor.SupervisorStatus.Desired;

/**
 * Where a child stands.
 * <ul>
 * <li>{@link #NEW} to {@link #STARTING} by a start</li>
 * <li>{@link #STARTING} to {@link #RUNNING}, or when there is no process to be had to
 * {@link #BACKING_OFF} or {@link #GIVEN_UP}, as the restart policy decides</li>
 * <li>{@link #RUNNING} to {@link #STOPPING} by stop, restart or kill; to
 * {@link #BACKING_OFF}, {@link #STARTING}, {@link #GIVEN_UP} or, with a success that the
 * policy takes for an end, {@link #STOPPED} when the process ends by itself</li>
 * <li>{@link #BACKING_OFF} to {@link #STARTING} after the pause, to {@link #STOPPED} by a
 * stop</li>
 * <li>{@link #STOPPING} to {@link #STOPPED}, or to {@link #STARTING} in a restart</li>
 * <li>{@link #STOPPED} and {@link #GIVEN_UP} to {@link #STARTING} by a start</li>
 * </ul>
 *
 * @since 0.1.0
 */
public enum ChildState {

	/** Never started. */
	NEW,

	/** A process is being started. */
	STARTING,

	/** A process runs. */
	RUNNING,

	/**
	 * The process has ended or could not be started; the next one follows after a pause.
	 */
	BACKING_OFF,

	/** The process was told to end. */
	STOPPING,

	/** Down, and wanted to be: stopped, or its work is done. */
	STOPPED,

	/**
	 * Down although it is wanted to run: the policy allows no restart, or it cannot be
	 * started.
	 */
	GIVEN_UP;

	static ChildState of(SupervisorStatus status) {
		return switch (status.phase()) {
			case STARTING -> STARTING;
			case RUNNING -> RUNNING;
			case STOPPING -> STOPPING;
			case PAUSED -> BACKING_OFF;
			case IDLE -> down(status.desired());
		};
	}

	private static ChildState down(Desired desired) {
		return switch (desired) {
			case NOTHING -> NEW;
			case RUNNING -> GIVEN_UP;
			case STOPPED -> STOPPED;
		};
	}

	/**
	 * Whether the child has a process, or is about to.
	 * @return whether it is not new, stopped or given up
	 */
	public boolean isUp() {
		return switch (this) {
			case STARTING, RUNNING, BACKING_OFF, STOPPING -> true;
			case NEW, STOPPED, GIVEN_UP -> false;
		};
	}

}
