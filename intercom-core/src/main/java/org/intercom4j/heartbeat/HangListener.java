package org.intercom4j.heartbeat;

/**
 * Hears of a process that is hung.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HangListener {

	/**
	 * The process is hung. Called on a thread of the pool, and again only when it was
	 * alive in between.
	 * @param reason what was not heard, a sentence without its full stop
	 */
	void hung(String reason);

}
