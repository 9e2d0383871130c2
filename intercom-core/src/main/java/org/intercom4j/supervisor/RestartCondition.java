package org.intercom4j.supervisor;

/**
 * Which ends of a process are followed by a restart.
 *
 * @since 0.1.0
 */
public enum RestartCondition {

	/** Every end. */
	ALWAYS,

	/** An end by a signal, or with an exit code that is no success. */
	ON_FAILURE,

	/** No end. */
	NEVER

}
