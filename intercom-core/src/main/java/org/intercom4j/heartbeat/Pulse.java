package org.intercom4j.heartbeat;

/**
 * What is felt of one process over its channel. Thread-safe; no method blocks.
 *
 * @since 0.1.0
 */
public interface Pulse {

	/**
	 * Whether the process can be asked: its channel is up, and it offers to answer.
	 * @return whether a ping makes sense
	 */
	boolean canAnswer();

	/**
	 * Whether this side reads the channel no further at present, and so hears nothing.
	 * @return whether the reading is paused
	 */
	boolean isPaused();

	/**
	 * A number that changes with every frame that arrives.
	 * @return the number
	 */
	int frames();

	/**
	 * Sends a ping.
	 */
	void ping();

}
