package org.intercom4j.readiness;

/**
 * Hears how the readiness of one process came out. Called on any thread, one call at a
 * time and none after the end of the watch; must not block.
 *
 * @since 0.1.0
 */
public interface ReadinessListener {

	/** The process is ready; said once. */
	void ready();

	/**
	 * The time limit has passed; said once, and only before it is ready, which it may
	 * still become.
	 * @param reason what was waited for and how long, a sentence without its full stop
	 */
	void late(String reason);

}
