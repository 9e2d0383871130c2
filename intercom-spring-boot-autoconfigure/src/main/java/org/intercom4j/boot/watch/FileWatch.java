package org.intercom4j.boot.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the files of all children, on one thread, until its service is closed.
 */
final class FileWatch implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(FileWatch.class);

	private final WatchService service;

	private final List<WatchedRoot> roots;

	/** The directories that are watched; used by the thread only, once it runs. */
	private final Map<WatchKey, Path> directories = new HashMap<>();

	/** From now on changes are noted. */
	FileWatch(WatchService service, List<WatchedRoot> roots) {
		this.service = service;
		this.roots = List.copyOf(roots);
		this.roots.forEach((root) -> register(root, root.directory()));
	}

	@Override
	public void run() {
		try {
			while (true) {
				WatchKey key = next();
				if (key != null) {
					handle(key);
				}
				long now = System.nanoTime();
				this.roots.forEach((root) -> root.child().restartIfDue(now));
			}
		}
		catch (ClosedWatchServiceException ex) {
			logger.debug("Files are watched no longer");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Waits for a change, or until a child is to be restarted. */
	private @Nullable WatchKey next() throws InterruptedException {
		long now = System.nanoTime();
		OptionalLong left = this.roots.stream()
			.map((root) -> root.child().nanosLeft(now))
			.flatMapToLong(OptionalLong::stream)
			.min();
		return left.isPresent() ? this.service.poll(left.getAsLong(), TimeUnit.NANOSECONDS) : this.service.take();
	}

	private void handle(WatchKey key) {
		Path directory = this.directories.get(key);
		for (WatchEvent<?> event : key.pollEvents()) {
			if (directory == null) {
				continue;
			}
			if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
				overflow(directory);
			}
			else if (event.context() instanceof Path name) {
				change(directory.resolve(name), event.kind());
			}
		}
		if (!key.reset()) {
			this.directories.remove(key);
		}
	}

	/** Anything may have changed, and directories may have been made. */
	private void overflow(Path directory) {
		logger.debug("There were too many changes in {} to be told one by one", directory);
		for (WatchedRoot root : this.roots) {
			if (directory.startsWith(root.directory()) && (root.single() || root.concerns(directory))) {
				register(root, directory);
				root.child().change(directory, System.nanoTime());
			}
		}
	}

	/** What is in a new directory may have been written before it is watched. */
	private void change(Path path, WatchEvent.Kind<?> kind) {
		boolean isDirectory = Files.isDirectory(path);
		if (isDirectory && kind == StandardWatchEventKinds.ENTRY_MODIFY) {
			return;
		}
		logger.trace("{} {}", kind, path);
		for (WatchedRoot root : this.roots) {
			if (root.concerns(path)) {
				if (isDirectory) {
					register(root, path);
				}
				root.child().change(path, System.nanoTime());
			}
		}
	}

	private void register(WatchedRoot root, Path directory) {
		try {
			if (root.single()) {
				register(directory);
				return;
			}
			Files.walkFileTree(directory, new Registration(root));
		}
		catch (IOException ex) {
			logger.warn("{} cannot be watched for changes", directory, ex);
		}
	}

	private void register(Path directory) throws IOException {
		WatchKey key = directory.register(this.service, StandardWatchEventKinds.ENTRY_CREATE,
				StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
		this.directories.put(key, directory);
	}

	/** Registers a directory and all below it that are not left out. */
	private final class Registration extends SimpleFileVisitor<Path> {

		private final WatchedRoot root;

		Registration(WatchedRoot root) {
			this.root = root;
		}

		@Override
		public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
			if (!this.root.concerns(directory)) {
				return FileVisitResult.SKIP_SUBTREE;
			}
			register(directory);
			return FileVisitResult.CONTINUE;
		}

		/** It has come and gone, or is not ours to read. */
		@Override
		public FileVisitResult visitFileFailed(Path file, IOException failure) {
			logger.debug("{} is not watched", file, failure);
			return FileVisitResult.CONTINUE;
		}

	}

}
