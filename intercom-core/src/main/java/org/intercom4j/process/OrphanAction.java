package org.intercom4j.process;

/**
 * What is done with processes that an earlier run of the application left running, as it
 * was killed together with all that guards them. They are found on Linux only.
 *
 * @since 0.1.0
 */
public enum OrphanAction {

	/** They are asked to end by SIGTERM, and killed when they do not. */
	KILL,

	/** They are told in the log. */
	REPORT,

	/** They are not looked for. */
	IGNORE

}
