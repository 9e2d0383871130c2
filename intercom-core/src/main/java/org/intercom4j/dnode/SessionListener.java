package org.intercom4j.dnode;

/**
 * Hears what happens in a session. All notifications run on the session's executor, in
 * the order in which their causes arrived, mixed with the calls of local functions. An
 * exception that a listener throws is logged.
 *
 * @since 0.1.0
 */
public interface SessionListener {

	/**
	 * The other side has told its methods. Comes before {@link #ready()}, and again when
	 * the other side tells them again.
	 * @param methods the methods, which replace those told before
	 */
	default void remote(RemoteMethods methods) {
	}

	/**
	 * The other side can be called by its methods.
	 */
	default void ready() {
	}

	/**
	 * A frame was broken, or asked for a function that does not exist. Nothing was called
	 * and the session goes on.
	 * @param reason what was wrong, usually a {@link ProtocolException}
	 */
	void fail(Exception reason);

	/**
	 * A local function failed or could not be called.
	 * @param reason what the function threw
	 */
	void error(Exception reason);

	/**
	 * A frame held a function of the other side. Unlike the other notifications this one
	 * comes on the reader's thread, before the frame is carried out.
	 * @param function the function
	 * @param known whether an earlier frame held it already
	 */
	default void received(RemoteFunction function, boolean known) {
	}

}
