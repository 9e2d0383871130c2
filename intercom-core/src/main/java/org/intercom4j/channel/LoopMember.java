package org.intercom4j.channel;

/**
 * What a {@link ChannelLoop} watches. Called on the loop thread only.
 */
interface LoopMember {

	/**
	 * The socket is ready.
	 * @param operations the operations it is ready for, as in a selection key
	 */
	void ready(int operations);

	/**
	 * The loop can no longer serve the member because of an unforeseen error.
	 */
	void failed(Throwable cause);

	/**
	 * The loop is closing; called again and again until the socket is closed.
	 */
	void loopClosing();

}
