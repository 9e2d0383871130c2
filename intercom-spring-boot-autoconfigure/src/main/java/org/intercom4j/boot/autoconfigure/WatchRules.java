package org.intercom4j.boot.autoconfigure;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.intercom4j.boot.watch.WatchOptions;
import org.intercom4j.process.ExtractedFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * What the watch over the files of one child must keep to, and what it means.
 *
 * @param keys the child's keys
 * @param development whether files are watched unless the child says something else
 */
record WatchRules(ChildProperty keys, boolean development) {

	private static final String DEVTOOLS = "org.springframework.boot.devtools.restart.Restarter";

	private static final String PATHS = "watch.paths";

	static WatchRules of(ChildProperty keys) {
		return new WatchRules(keys, ClassUtils.isPresent(DEVTOOLS, WatchRules.class.getClassLoader()));
	}

	/**
	 * Checks all of it.
	 * @return {@code null} when nothing is watched
	 * @throws InvalidChildPropertyException naming the first one that cannot be used
	 */
	@Nullable WatchOptions options(ChildProperties child) {
		WatchProperties watch = child.watch();
		if (watch.debounce().isNegative()) {
			throw this.keys.refused("watch.debounce", watch.debounce(), "it is negative",
					"Write a duration such as '500ms', or 0.");
		}
		watch.ignore().forEach(this::checkPattern);
		List<Path> paths = watch.paths().stream().map(this::path).toList();
		if (!Objects.requireNonNullElse(watch.enabled(), this.development)) {
			return null;
		}
		paths.forEach(this::checkExists);
		List<Path> watched = paths.isEmpty() ? sources(child).stream().toList() : paths;
		if (watched.isEmpty() && watch.enabled() != null) {
			throw this.keys.refused("watch.enabled", true, "nothing tells which files belong to the child",
					"Write directories or files as '%s'.".formatted(this.keys.of(PATHS)));
		}
		return watched.isEmpty() ? null : new WatchOptions(watched, watch.ignore(), watch.debounce());
	}

	private void checkPattern(String glob) {
		try {
			Objects.requireNonNull(FileSystems.getDefault().getPathMatcher("glob:" + glob));
		}
		catch (PatternSyntaxException ex) {
			throw this.keys.refused("watch.ignore", glob, "it is no glob pattern: " + ex.getDescription(),
					"Write one such as '**/*.log' or '**/build/**'.");
		}
	}

	private Path path(String text) {
		try {
			if (!text.isBlank()) {
				return Path.of(text);
			}
		}
		catch (InvalidPathException ex) {
			throw this.keys.refused(PATHS, text, "it is no path: " + ex.getReason(),
					"Write the path of a directory or file.");
		}
		throw this.keys.refused(PATHS, text, "it is empty", "Write the path of a directory or file.");
	}

	private void checkExists(Path path) {
		if (!Files.exists(path)) {
			throw this.keys.refused(PATHS, path,
					"there is no such directory or file (looked for %s)".formatted(path.toAbsolutePath()),
					"Correct the path, or remove it.");
		}
	}

	/** Where the files of a script are, if it has any. */
	private static Optional<Path> sources(ChildProperties child) {
		String script = child.script();
		if (script == null) {
			return Optional.empty();
		}
		if (script.startsWith(ExtractedFiles.CLASSPATH)) {
			return resource(script.substring(ExtractedFiles.CLASSPATH.length()));
		}
		Path directory = Path.of((child.sourceDir() != null) ? child.sourceDir() : "");
		Path file = directory.resolve(script).toAbsolutePath();
		if (!Files.isRegularFile(file)) {
			return Optional.empty();
		}
		return Optional.of((child.sourceDir() != null) ? directory : file.resolveSibling(""));
	}

	/** A resource inside of an archive does not change. */
	private static Optional<Path> resource(String name) {
		ClassLoader loader = Objects.requireNonNull(ClassUtils.getDefaultClassLoader());
		URL resource = loader.getResource(name.startsWith("/") ? name.substring(1) : name);
		try {
			return (resource != null && resource.getProtocol().equals("file"))
					? Optional.of(Path.of(resource.toURI()).resolveSibling("")) : Optional.empty();
		}
		catch (URISyntaxException ex) {
			return Optional.empty(); // no path of a file either
		}
	}

}
