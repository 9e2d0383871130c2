package org.intercom4j.channel;

/**
 * The kind of socket that a {@link ChannelServer} listens on.
 *
 * @since 0.1.0
 */
public enum Transport {

	/**
	 * A Unix domain socket where the platform has them, else loopback TCP.
	 */
	AUTO,

	/**
	 * A Unix domain socket in a private directory.
	 */
	UNIX,

	/**
	 * TCP on the loopback address, for children whose runtime has no Unix domain sockets.
	 */
	TCP

}
