package org.intercom4j.dnode;

/**
 * Where a session sends its frames.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FrameSink {

	/**
	 * Sends a frame. Called by the thread that makes the request, by several threads at
	 * once, without any lock of the session; may block. What it throws reaches the one
	 * who made the request.
	 * @param frame one JSON text in UTF-8 without a newline; not used again by the
	 * session
	 */
	void send(byte[] frame);

}
