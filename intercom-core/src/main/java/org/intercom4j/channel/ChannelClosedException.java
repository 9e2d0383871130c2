package org.intercom4j.channel;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a frame is sent on a channel that does not accept frames any more.
 *
 * @since 0.1.0
 */
public final class ChannelClosedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ChannelClosedException(String description, @Nullable IOException cause) {
		super("Channel " + description + " is closed" + ((cause != null) ? ": " + cause.getMessage() : ""), cause);
	}

}
