package org.intercom4j.limits;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a process may use up before it is replaced by another one; nothing is limited by
 * default.
 *
 * @param memory the resident size of its whole process tree in bytes, or {@code null} for
 * no limit; known on Linux only
 * @param maxAge how long it may run, or {@code null} for no limit
 * @param maxEvents how many events it may send and be sent, or {@code null} for no limit
 * @param interval the time between two looks at these
 * @param nice how much lower its priority is than that of the application, from -20 to
 * 19, or {@code null} for the same one; on Linux only
 * @param openFiles the largest number of files that each of its processes has open at a
 * time, or {@code null} for that of the application; on Linux only
 * @since 0.1.0
 */
public record LimitOptions(@Nullable Long memory, @Nullable Duration maxAge, @Nullable Long maxEvents,
		Duration interval, @Nullable Integer nice, @Nullable Integer openFiles) {

	/** The time between two looks, unless another one is chosen. */
	public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

	/** No limits. */
	public static final LimitOptions NONE = new LimitOptions(null, null, null, DEFAULT_INTERVAL);

	private static final int HIGHEST_PRIORITY = -20;

	private static final int LOWEST_PRIORITY = 19;

	private static final double NEAR = 0.9;

	private static final double MEGABYTE = 1024 * 1024;

	/**
	 * Refuses limits that no process can keep to.
	 */
	public LimitOptions {
		require("memory", memory == null || memory > 0, memory);
		require("maxAge", maxAge == null || isPositive(maxAge), maxAge);
		require("maxEvents", maxEvents == null || maxEvents > 0, maxEvents);
		require("interval", isPositive(interval), interval);
		require("openFiles", openFiles == null || openFiles > 0, openFiles);
		if (!isPriority(nice)) {
			throw new IllegalArgumentException("'nice' must be from -20 to 19 but was " + nice);
		}
	}

	/**
	 * Limits that leave priority and open files to the operating system.
	 * @param memory the resident size in bytes, or {@code null}
	 * @param maxAge how long it may run, or {@code null}
	 * @param maxEvents how many events it may send and be sent, or {@code null}
	 * @param interval the time between two looks at these
	 */
	public LimitOptions(@Nullable Long memory, @Nullable Duration maxAge, @Nullable Long maxEvents, Duration interval) {
		this(memory, maxAge, maxEvents, interval, null, null);
	}

	/**
	 * Whether a value can be a difference of priorities.
	 * @param nice the value
	 * @return whether it is none, or from -20 to 19
	 */
	public static boolean isPriority(@Nullable Integer nice) {
		return nice == null || (nice >= HIGHEST_PRIORITY && nice <= LOWEST_PRIORITY);
	}

	private static void require(String name, boolean kept, @Nullable Object value) {
		if (!kept) {
			throw new IllegalArgumentException("'%s' must be positive but was %s".formatted(name, value));
		}
	}

	private static boolean isPositive(Duration value) {
		return !value.isNegative() && !value.isZero();
	}

	/**
	 * Whether nothing is limited that has to be looked at again and again.
	 * @return whether there is nothing to look at
	 */
	public boolean isEmpty() {
		return this.memory == null && this.maxAge == null && this.maxEvents == null;
	}

	/**
	 * Why a process is to be replaced.
	 * @param usage what it has used
	 * @return the limit that is exceeded, with figures, or {@code null}
	 */
	@Nullable String exceeded(Usage usage) {
		if (this.memory != null && usage.memory().orElse(0) > this.memory) {
			return "it uses %s of memory, more than the limit of %s".formatted(size(usage.memory().orElse(0)),
					size(this.memory));
		}
		if (this.maxAge != null && usage.age().compareTo(this.maxAge) >= 0) {
			return "it has run for %s, and the limit is %s".formatted(usage.age(), this.maxAge);
		}
		if (this.maxEvents != null && usage.events() >= this.maxEvents) {
			return "it has had %d events, and the limit is %d".formatted(usage.events(), this.maxEvents);
		}
		return null;
	}

	/**
	 * Whether nine tenths of the memory are used.
	 * @param usage what the process has used
	 * @return a warning with figures, or {@code null}
	 */
	@Nullable String nearlyExceeded(Usage usage) {
		if (this.memory == null || usage.memory().orElse(0) < this.memory * NEAR) {
			return null;
		}
		return "it uses %s of memory, and is restarted above %s".formatted(size(usage.memory().orElse(0)),
				size(this.memory));
	}

	private static String size(long bytes) {
		return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
	}

	/**
	 * When to look next: not later than the age is reached.
	 * @param age how long the process has run
	 * @return the time until then
	 */
	Duration pause(Duration age) {
		if (this.maxAge == null) {
			return this.interval;
		}
		Duration left = this.maxAge.minus(age);
		Duration pause = (left.compareTo(this.interval) < 0) ? left : this.interval;
		return pause.isNegative() ? Duration.ZERO : pause;
	}

}
