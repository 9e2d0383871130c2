package org.intercom4j.channel;

import java.time.Duration;
import java.util.Objects;

/**
 * Immutable settings of a channel and of the server that accepts it.
 *
 * @param transport the kind of socket to listen on
 * @param frameLimit the most bytes that an arriving frame may have
 * @param highWaterMark the number of pending bytes above which
 * {@link MessageChannel#send(byte[])} blocks
 * @param handshakeTimeLimit how long a connection may take to send its token
 * @param closeTimeLimit how long {@link MessageChannel#close()} may take to flush and to
 * wait for the other side
 * @param readBufferSize the most bytes read from one channel before the next channel has
 * its turn
 * @param writeBufferSize the most bytes of joined frames in one write
 * @since 0.1.0
 */
public record ChannelOptions(Transport transport, int frameLimit, long highWaterMark, Duration handshakeTimeLimit,
		Duration closeTimeLimit, int readBufferSize, int writeBufferSize) {

	// Some JVMs cannot allocate arrays of the last few sizes, and a line end is kept too.
	private static final int MOST_FRAME_LIMIT = Integer.MAX_VALUE - 16;

	private static final int MOST_BUFFER_SIZE = 16 << 20;

	/**
	 * Checks every setting.
	 * @param transport the kind of socket to listen on
	 * @param frameLimit the most bytes of an arriving frame
	 * @param highWaterMark the number of pending bytes above which senders block
	 * @param handshakeTimeLimit how long a connection may take to send its token
	 * @param closeTimeLimit how long a close may take
	 * @param readBufferSize the most bytes of one read
	 * @param writeBufferSize the most bytes of one write
	 * @throws IllegalArgumentException if a setting is out of its range
	 */
	public ChannelOptions {
		Objects.requireNonNull(transport, "'transport' must not be null");
		requireInRange("frameLimit", frameLimit, MOST_FRAME_LIMIT);
		requireInRange("highWaterMark", highWaterMark, Long.MAX_VALUE);
		requirePositive("handshakeTimeLimit", handshakeTimeLimit);
		requirePositive("closeTimeLimit", closeTimeLimit);
		requireInRange("readBufferSize", readBufferSize, MOST_BUFFER_SIZE);
		requireInRange("writeBufferSize", writeBufferSize, MOST_BUFFER_SIZE);
	}

	/**
	 * The default of every setting.
	 * @return the default options
	 */
	public static ChannelOptions defaults() {
		return builder().build();
	}

	/**
	 * Begins with the default of every setting.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Begins with the settings of these options.
	 * @return a new builder
	 */
	public Builder toBuilder() {
		return new Builder().transport(this.transport)
			.frameLimit(this.frameLimit)
			.highWaterMark(this.highWaterMark)
			.handshakeTimeLimit(this.handshakeTimeLimit)
			.closeTimeLimit(this.closeTimeLimit)
			.readBufferSize(this.readBufferSize)
			.writeBufferSize(this.writeBufferSize);
	}

	private static void requireInRange(String name, long value, long most) {
		if (value <= 0) {
			throw new IllegalArgumentException("'" + name + "' must be positive but was " + value);
		}
		if (value > most) {
			throw new IllegalArgumentException("'" + name + "' must be at most " + most + " but was " + value);
		}
	}

	private static void requirePositive(String name, Duration value) {
		Objects.requireNonNull(value, () -> "'" + name + "' must not be null");
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException("'" + name + "' must be positive but was " + value);
		}
	}

	/**
	 * Collects settings.
	 */
	public static final class Builder {

		private Transport transport = Transport.AUTO;

		private int frameLimit = 64 << 20;

		private long highWaterMark = 64 << 20;

		private Duration handshakeTimeLimit = Duration.ofSeconds(10);

		private Duration closeTimeLimit = Duration.ofSeconds(5);

		private int readBufferSize = 64 << 10;

		private int writeBufferSize = 64 << 10;

		private Builder() {
		}

		/**
		 * {@link Transport#AUTO} by default. The kind of socket to listen on.
		 * @param transport the kind of socket
		 * @return this builder
		 */
		public Builder transport(Transport transport) {
			this.transport = transport;
			return this;
		}

		/**
		 * 64 MiB by default. Longer lines are dropped and reported.
		 * @param bytes the most bytes that an arriving frame may have
		 * @return this builder
		 */
		public Builder frameLimit(int bytes) {
			this.frameLimit = bytes;
			return this;
		}

		/**
		 * 64 MiB by default. Above it {@link MessageChannel#send(byte[])} blocks.
		 * @param bytes the number of pending bytes
		 * @return this builder
		 */
		public Builder highWaterMark(long bytes) {
			this.highWaterMark = bytes;
			return this;
		}

		/**
		 * 10 seconds by default. A connection without a token is rejected after it.
		 * @param limit the time from the connection to the end of its first line
		 * @return this builder
		 */
		public Builder handshakeTimeLimit(Duration limit) {
			this.handshakeTimeLimit = limit;
			return this;
		}

		/**
		 * 5 seconds by default. A channel that was closed ends at the latest after it.
		 * @param limit the time from the call of {@link MessageChannel#close()}
		 * @return this builder
		 */
		public Builder closeTimeLimit(Duration limit) {
			this.closeTimeLimit = limit;
			return this;
		}

		/**
		 * 64 KiB by default. The read buffer grows for longer frames and shrinks back.
		 * @param bytes the most bytes of one read
		 * @return this builder
		 */
		public Builder readBufferSize(int bytes) {
			this.readBufferSize = bytes;
			return this;
		}

		/**
		 * 64 KiB by default. Frames are joined, and long frames cut, to writes of it.
		 * @param bytes the most bytes of one write
		 * @return this builder
		 */
		public Builder writeBufferSize(int bytes) {
			this.writeBufferSize = bytes;
			return this;
		}

		/**
		 * Checks and collects the settings.
		 * @return the options
		 * @throws IllegalArgumentException if a setting is out of its range
		 */
		public ChannelOptions build() {
			return new ChannelOptions(this.transport, this.frameLimit, this.highWaterMark, this.handshakeTimeLimit,
					this.closeTimeLimit, this.readBufferSize, this.writeBufferSize);
		}

	}

}
