package org.intercom4j;

/**
 * The environment by which a child finds its channel.
 */
final class ChannelEnvironment {

	static final String ADDRESS = "INTERCOM_CHANNEL";

	static final String TOKEN = "INTERCOM_TOKEN";

	/** Marks the processes of a child, for whoever looks for what was left running. */
	static final String CHILD = "INTERCOM_CHILD";

	private ChannelEnvironment() {
	}

}
