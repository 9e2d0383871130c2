package org.intercom4j;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The level at which a line of output is logged.
 *
 * @since 0.1.0
 */
public enum OutputLevel {

	/** As {@code TRACE}. */
	TRACE(Level.TRACE),

	/** As {@code DEBUG}. */
	DEBUG(Level.DEBUG),

	/** As {@code INFO}. */
	INFO(Level.INFO),

	/** As {@code WARN}. */
	WARN(Level.WARN),

	/** As {@code ERROR}. */
	ERROR(Level.ERROR),

	/** Not at all. The line is still an event, and among the last lines. */
	OFF(null);

	private final @Nullable Level level;

	OutputLevel(@Nullable Level level) {
		this.level = level;
	}

	/** The logger's level, or {@code null} for none. */
	@Nullable Level level() {
		return this.level;
	}

}
