package org.intercom4j.emitter;

import org.jspecify.annotations.Nullable;

/**
 * Options of an {@link EventEmitter}.
 *
 * @param wildcard whether names are segments and {@code *} and {@code **} are wildcards;
 * false by default
 * @param delimiter separates the segments of a name; {@code .} by default and if empty
 * @param maxListeners the maximum of listeners of one name before a warning, no limit
 * below one; without a value that of {@code defaultMaxListeners}
 * @param defaultMaxListeners the maximum shared with other emitters; a new one by default
 * @param newListener whether {@code newListener} is emitted before every registration;
 * false by default
 * @param removeListener whether {@code removeListener} is emitted after every removal;
 * false by default
 * @param verboseMemoryLeak whether the warning about too many listeners names the event;
 * false by default
 * @param ignoreErrors whether an {@code error} event without a listener is dropped
 * instead of thrown; false by default
 * @since 0.1.0
 */
public record EmitterOptions(boolean wildcard, String delimiter, @Nullable Integer maxListeners,
		DefaultMaxListeners defaultMaxListeners, boolean newListener, boolean removeListener, boolean verboseMemoryLeak,
		boolean ignoreErrors) {

	private static final String DEFAULT_DELIMITER = ".";

	/**
	 * Creates options.
	 * @param wildcard whether names are segments
	 * @param delimiter separates the segments; the default if empty
	 * @param maxListeners the own maximum
	 * @param defaultMaxListeners the shared maximum
	 * @param newListener whether registrations are announced
	 * @param removeListener whether removals are announced
	 * @param verboseMemoryLeak whether the warning names the event
	 * @param ignoreErrors whether unhandled errors are dropped
	 */
	public EmitterOptions {
		delimiter = delimiter.isEmpty() ? DEFAULT_DELIMITER : delimiter;
	}

	/**
	 * The default options.
	 * @return the options
	 */
	public static EmitterOptions defaults() {
		return builder().build();
	}

	/**
	 * A builder with the default options.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * A builder with these options.
	 * @return the builder
	 */
	public Builder toBuilder() {
		Builder builder = new Builder().wildcard(this.wildcard)
			.delimiter(this.delimiter)
			.defaultMaxListeners(this.defaultMaxListeners)
			.newListener(this.newListener)
			.removeListener(this.removeListener)
			.verboseMemoryLeak(this.verboseMemoryLeak)
			.ignoreErrors(this.ignoreErrors);
		builder.maxListeners = this.maxListeners;
		return builder;
	}

	/**
	 * Builds {@link EmitterOptions}.
	 */
	public static final class Builder {

		private boolean wildcard;

		private String delimiter = DEFAULT_DELIMITER;

		private @Nullable Integer maxListeners;

		private DefaultMaxListeners defaultMaxListeners = new DefaultMaxListeners();

		private boolean newListener;

		private boolean removeListener;

		private boolean verboseMemoryLeak;

		private boolean ignoreErrors;

		private Builder() {
		}

		/**
		 * Whether names are segments and may be patterns.
		 * @param wildcard whether wildcards are on
		 * @return this
		 */
		public Builder wildcard(boolean wildcard) {
			this.wildcard = wildcard;
			return this;
		}

		/**
		 * The text between the segments of a name.
		 * @param delimiter the delimiter; the default if {@code null} or empty
		 * @return this
		 */
		public Builder delimiter(@Nullable String delimiter) {
			this.delimiter = (delimiter == null || delimiter.isEmpty()) ? DEFAULT_DELIMITER : delimiter;
			return this;
		}

		/**
		 * The maximum of listeners of one name before a warning.
		 * @param maxListeners the maximum, no limit below one
		 * @return this
		 */
		public Builder maxListeners(int maxListeners) {
			this.maxListeners = maxListeners;
			return this;
		}

		/**
		 * The maximum that counts without an own one.
		 * @param defaultMaxListeners the shared maximum
		 * @return this
		 */
		public Builder defaultMaxListeners(DefaultMaxListeners defaultMaxListeners) {
			this.defaultMaxListeners = defaultMaxListeners;
			return this;
		}

		/**
		 * Whether registrations are announced.
		 * @param newListener whether {@code newListener} is emitted
		 * @return this
		 */
		public Builder newListener(boolean newListener) {
			this.newListener = newListener;
			return this;
		}

		/**
		 * Whether removals are announced.
		 * @param removeListener whether {@code removeListener} is emitted
		 * @return this
		 */
		public Builder removeListener(boolean removeListener) {
			this.removeListener = removeListener;
			return this;
		}

		/**
		 * Whether the warning about too many listeners names the event.
		 * @param verboseMemoryLeak whether the name is part of the message
		 * @return this
		 */
		public Builder verboseMemoryLeak(boolean verboseMemoryLeak) {
			this.verboseMemoryLeak = verboseMemoryLeak;
			return this;
		}

		/**
		 * Whether {@code error} events without a listener are dropped.
		 * @param ignoreErrors whether they are dropped instead of thrown
		 * @return this
		 */
		public Builder ignoreErrors(boolean ignoreErrors) {
			this.ignoreErrors = ignoreErrors;
			return this;
		}

		/**
		 * Builds the options.
		 * @return the options
		 */
		public EmitterOptions build() {
			return new EmitterOptions(this.wildcard, this.delimiter, this.maxListeners, this.defaultMaxListeners,
					this.newListener, this.removeListener, this.verboseMemoryLeak, this.ignoreErrors);
		}

	}

}
