package org.intercom4j.boot.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The files that a child is restarted for.
 *
 * @param paths directories with all that is below them, and files
 * @param ignore glob patterns of what is left out, matched against paths relative to the
 * directory
 * @param debounce how long there must be no further change before the restart
 * @since 0.1.0
 */
public record WatchOptions(List<Path> paths, List<String> ignore, Duration debounce) {

	/**
	 * Copies the lists.
	 */
	public WatchOptions {
		paths = List.copyOf(paths);
		ignore = List.copyOf(ignore);
		if (debounce.isNegative()) {
			throw new IllegalArgumentException("'debounce' must not be negative but was " + debounce);
		}
	}

}
