package org.intercom4j.boot.watch;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory with all that is below it, or one file, that a child is restarted for.
 *
 * @param path absolute
 * @param single whether it is a file
 * @param filter what is left out
 * @param child what is told
 */
record WatchedRoot(Path path, boolean single, PathFilter filter, ChangedChild child) {

	static WatchedRoot of(Path path, PathFilter filter, ChangedChild child) {
		Path absolute = path.toAbsolutePath().normalize();
		return new WatchedRoot(absolute, !Files.isDirectory(absolute), filter, child);
	}

	/** Where the watch begins. */
	Path directory() {
		return this.single ? this.path.resolveSibling("").normalize() : this.path;
	}

	/** Whether a change of it counts. */
	boolean concerns(Path changed) {
		if (this.single) {
			return changed.equals(this.path);
		}
		return changed.startsWith(this.path) && !isIgnored(changed);
	}

	/** A pattern that matches a directory holds for all that is below. */
	private boolean isIgnored(Path changed) {
		Path relative = this.path.relativize(changed);
		for (int length = 1; length <= relative.getNameCount(); length++) {
			if (this.filter.ignores(relative.subpath(0, length))) {
				return !changed.equals(this.path);
			}
		}
		return false;
	}

}
