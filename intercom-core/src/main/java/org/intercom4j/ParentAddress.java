package org.intercom4j;

import java.io.IOException;
import java.util.Map;

import org.intercom4j.channel.ChannelConnector;
import org.intercom4j.channel.ChannelLoop;
import org.intercom4j.channel.ChannelOptions;
import org.intercom4j.channel.MessageChannel;
import org.jspecify.annotations.Nullable;

/**
 * Where a child finds its parent, as its environment tells: an application with Intercom,
 * or Node.js, which gives its children a channel on a file descriptor.
 *
 * @param environment the environment of this process
 */
record ParentAddress(Map<String, String> environment) {

	/** The only file descriptor whose channel a JVM can take over. */
	private static final String FIRST = "0";

	private static final String JSON = "json";

	boolean isPresent() {
		return saysGoodbye() || FIRST.equals(this.environment.get(ChannelEnvironment.NODE_CHANNEL));
	}

	private boolean isPresent(String name) {
		String value = this.environment.get(name);
		return value != null && !value.isEmpty();
	}

	/** Whether the parent says so before it closes the channel, and does not only die. */
	boolean saysGoodbye() {
		return isPresent(ChannelEnvironment.ADDRESS);
	}

	@Override
	public String toString() {
		return saysGoodbye() ? required(ChannelEnvironment.ADDRESS) : "file descriptor 0";
	}

	/** The limit that the parent has, for a child that sets none. */
	ChannelOptions options(ChannelOptions defaults) {
		String limit = this.environment.get(ChannelEnvironment.FRAME_LIMIT);
		if (limit == null) {
			return defaults;
		}
		try {
			return defaults.toBuilder().frameLimit(Integer.parseInt(limit)).build();
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException("Environment variable %s must be a number of bytes but was '%s'"
				.formatted(ChannelEnvironment.FRAME_LIMIT, limit), ex);
		}
	}

	MessageChannel connect(ChannelLoop loop, ChannelOptions options) throws IOException {
		if (saysGoodbye() || !isPresent(ChannelEnvironment.NODE_CHANNEL)) {
			return ChannelConnector.connect(loop, required(ChannelEnvironment.ADDRESS),
					required(ChannelEnvironment.TOKEN), options);
		}
		require(ChannelEnvironment.NODE_CHANNEL, FIRST,
				"Fork a Java child with stdio: ['ipc', 'inherit', 'inherit'], so that its channel comes first.");
		if (isPresent(ChannelEnvironment.NODE_SERIALIZATION)) {
			require(ChannelEnvironment.NODE_SERIALIZATION, JSON, "Fork a Java child with serialization: 'json'.");
		}
		return ChannelConnector.inherited(loop, options);
	}

	private String required(String name) {
		String value = this.environment.get(name);
		if (value == null || value.isEmpty()) {
			throw new IllegalStateException(
					"This process was not started as a child of Intercom: environment variable %s is not set"
						.formatted(name));
		}
		return value;
	}

	private void require(String name, String expected, String action) {
		@Nullable String value = this.environment.get(name);
		if (!expected.equals(value)) {
			throw new IllegalStateException(
					"Environment variable %s must be '%s' but was '%s'. %s".formatted(name, expected, value, action));
		}
	}

}
