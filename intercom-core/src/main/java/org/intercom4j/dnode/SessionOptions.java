package org.intercom4j.dnode;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Immutable options of a session. Use one instance for many sessions: it carries the
 * prepared JSON mapper.
 *
 * @since 0.1.0
 */
public final class SessionOptions {

	private final Supplier<JsonMapper> jsonMapper;

	private final Executor executor;

	private final int maxNesting;

	private final int maxListGap;

	private final int maxFrameSize;

	private final Codec codec;

	private SessionOptions(Builder builder) {
		this.jsonMapper = builder.jsonMapper;
		this.executor = builder.executor;
		this.maxNesting = builder.maxNesting;
		this.maxListGap = builder.maxListGap;
		this.maxFrameSize = builder.maxFrameSize;
		this.codec = builder.codec();
	}

	/**
	 * The defaults.
	 * @return options
	 */
	public static SessionOptions defaults() {
		return builder().build();
	}

	/**
	 * Starts with the defaults.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder(null);
	}

	/**
	 * Starts with these options. While mapper, nesting and frame size stay the same, the
	 * new options share the prepared mapper, which takes time and memory to make.
	 * @return a builder
	 */
	public Builder toBuilder() {
		return new Builder(this).jsonMapper(this.jsonMapper)
			.executor(this.executor)
			.maxNesting(this.maxNesting)
			.maxListGap(this.maxListGap)
			.maxFrameSize(this.maxFrameSize);
	}

	/**
	 * Asks for the mapper now if it was not needed before, so that the first object need
	 * not wait for it.
	 */
	public void warmUp() {
		this.codec.mapper();
	}

	/**
	 * What binds arguments.
	 * @return the mapper, as it was given
	 */
	public JsonMapper jsonMapper() {
		return this.codec.givenMapper();
	}

	Executor executor() {
		return this.executor;
	}

	int maxNesting() {
		return this.maxNesting;
	}

	int maxListGap() {
		return this.maxListGap;
	}

	int maxFrameSize() {
		return this.maxFrameSize;
	}

	Codec codec() {
		return this.codec;
	}

	/**
	 * Collects the options.
	 */
	public static final class Builder {

		private final @Nullable SessionOptions origin;

		private Supplier<JsonMapper> jsonMapper = JsonMapper::shared;

		private Executor executor = Runnable::run;

		private int maxNesting = 1000;

		private int maxListGap = 1000;

		private int maxFrameSize = 64 * 1024 * 1024;

		private Builder(@Nullable SessionOptions origin) {
			this.origin = origin;
		}

		/**
		 * Default is the shared mapper with Jackson's defaults. Binds records and other
		 * types to JSON; the session uses a copy that knows functions.
		 * @param jsonMapper the mapper
		 * @return this builder
		 */
		public Builder jsonMapper(JsonMapper jsonMapper) {
			Objects.requireNonNull(jsonMapper, "argument 'jsonMapper' must not be null");
			return jsonMapper(() -> jsonMapper);
		}

		/**
		 * Like {@link #jsonMapper(JsonMapper)}, but asked for the mapper when the first
		 * object is bound, once: a new JVM takes longer for one than for all else that
		 * comes before.
		 * @param jsonMapper gives the mapper, on the thread that needs it first
		 * @return this builder
		 */
		public Builder jsonMapper(Supplier<JsonMapper> jsonMapper) {
			this.jsonMapper = Objects.requireNonNull(jsonMapper, "argument 'jsonMapper' must not be null");
			return this;
		}

		/**
		 * Default is the thread that reads frames. Runs local functions and
		 * notifications; must run one task at a time, in order.
		 * @param executor the executor
		 * @return this builder
		 */
		public Builder executor(Executor executor) {
			this.executor = Objects.requireNonNull(executor, "argument 'executor' must not be null");
			return this;
		}

		/**
		 * Default is 1,000. How deep lists and objects may be nested in an argument, in
		 * both directions.
		 * @param maxNesting the number of levels, at least 1 and at most 1,000
		 * @return this builder
		 */
		public Builder maxNesting(int maxNesting) {
			this.maxNesting = maxNesting;
			return this;
		}

		/**
		 * Default is 1,000. How many positions the paths of a received frame may add
		 * beyond the ends of its lists without filling them.
		 * @param maxListGap the number of positions, at least 0
		 * @return this builder
		 */
		public Builder maxListGap(int maxListGap) {
			this.maxListGap = maxListGap;
			return this;
		}

		/**
		 * Default is 64 MiB. How many bytes a frame may have that is sent.
		 * @param maxFrameSize the number of bytes, at least 1,024
		 * @return this builder
		 */
		public Builder maxFrameSize(int maxFrameSize) {
			this.maxFrameSize = maxFrameSize;
			return this;
		}

		/**
		 * Makes the options.
		 * @return options
		 * @throws IllegalArgumentException if a limit is out of its range
		 */
		public SessionOptions build() {
			check("maxNesting", this.maxNesting, 1, 1000);
			check("maxListGap", this.maxListGap, 0, Integer.MAX_VALUE);
			check("maxFrameSize", this.maxFrameSize, 1024, Integer.MAX_VALUE / 2);
			return new SessionOptions(this);
		}

		private Codec codec() {
			SessionOptions other = this.origin;
			if (other != null && other.jsonMapper == this.jsonMapper && other.maxNesting == this.maxNesting
					&& other.maxFrameSize == this.maxFrameSize) {
				return new Codec(other.codec);
			}
			return new Codec(this.jsonMapper, this.maxNesting, this.maxFrameSize);
		}

		private static void check(String name, int value, int min, int max) {
			if (value < min || value > max) {
				throw new IllegalArgumentException(
						"argument '" + name + "' must be between " + min + " and " + max + " but was " + value);
			}
		}

	}

}
