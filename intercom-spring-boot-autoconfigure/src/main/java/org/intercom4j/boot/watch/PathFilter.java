package org.intercom4j.boot.watch;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells which paths are left out. A leading {@code **}{@code /} also stands for nothing,
 * and what ends with {@code /**} is the directory, too.
 */
final class PathFilter {

	private static final String ANYWHERE = "**/";

	private final List<PathMatcher> matchers;

	PathFilter(List<String> globs) {
		FileSystem files = FileSystems.getDefault();
		this.matchers = globs.stream()
			.flatMap(PathFilter::variants)
			.map((glob) -> files.getPathMatcher("glob:" + glob))
			.toList();
	}

	private static Stream<String> variants(String glob) {
		return glob.startsWith(ANYWHERE) ? Stream.of(glob, glob.substring(ANYWHERE.length())) : Stream.of(glob);
	}

	boolean ignores(Path relative) {
		Path below = relative.resolve("below");
		return this.matchers.stream().anyMatch((matcher) -> matcher.matches(relative) || matcher.matches(below));
	}

}
