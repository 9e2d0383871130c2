package org.intercom4j;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The environment by which a child finds its channel.
 */
final class ChannelEnvironment {

	static final String ADDRESS = "INTERCOM_CHANNEL";

	static final String TOKEN = "INTERCOM_TOKEN";

	/** The child's name, which what was left running is reported with. */
	static final String CHILD = "INTERCOM_CHILD";

	/** The longest frame in bytes, so that both sides have the same limit. */
	static final String FRAME_LIMIT = "INTERCOM_FRAME_LIMIT";

	/** The directory of the runtime files for Node.js and Python. */
	static final String RUNTIME = "INTERCOM_RUNTIME";

	/** Set when a Node.js script loads the original package itself. */
	static final String VISIBLE = "INTERCOM_VISIBLE";

	/** By this Node.js tells a child which file descriptor its channel has. */
	static final String NODE_CHANNEL = "NODE_CHANNEL_FD";

	/** By this Node.js tells a child how its messages are written. */
	static final String NODE_SERIALIZATION = "NODE_CHANNEL_SERIALIZATION_MODE";

	/** What an application that is a child itself must not hand on to its own. */
	static final Set<String> OF_ONE_RUN = Set.of(ADDRESS, TOKEN, FRAME_LIMIT, RUNTIME, VISIBLE, NODE_CHANNEL,
			NODE_SERIALIZATION);

	private ChannelEnvironment() {
	}

	/** That of the application, as it may be handed on. */
	static Map<String, String> inherited() {
		Map<String, String> environment = new HashMap<>(System.getenv());
		environment.keySet().removeAll(OF_ONE_RUN);
		return environment;
	}

}
