package org.intercom4j.process;

/**
 * The signal that asks a process to end, after the message over the channel and before
 * SIGKILL. On Windows, which has no signals, each of them ends it.
 *
 * @since 0.1.0
 */
public enum StopSignal {

	/** SIGTERM, what most programs end on. */
	TERM,

	/** SIGINT, as the Ctrl-C of a terminal. */
	INT,

	/** SIGHUP, as the end of a terminal. */
	HUP,

	/**
	 * SIGQUIT, which some servers take for a graceful end, and a JVM for a thread dump.
	 */
	QUIT,

	/** SIGUSR1. */
	USR1,

	/** SIGUSR2. */
	USR2

}
