package org.intercom4j.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of temporary files that only the application's user can read, locked as
 * long as the application lives, so that a later application can tell and remove what
 * killed ones have left behind.
 */
final class PrivateDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PrivateDirectory.class);

	private static final String PREFIX = "intercom-files-";

	private static final String LOCK = "lock";

	/** A lock of this JVM is lost when it opens and closes the locked file again. */
	private static final Set<Path> own = ConcurrentHashMap.newKeySet();

	private final Path path;

	private final FileChannel lockFile;

	private PrivateDirectory(Path path, FileChannel lockFile) {
		this.path = path;
		this.lockFile = lockFile;
	}

	static PrivateDirectory create(Path base) throws IOException {
		removeAbandoned(base);
		while (true) {
			// Accessible by its owner only unless told otherwise.
			Path path = Files.createTempDirectory(base, PREFIX).toRealPath();
			own.add(path);
			FileChannel lockFile = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW,
					StandardOpenOption.WRITE);
			if (lockFile.tryLock() != null) {
				return new PrivateDirectory(path, lockFile);
			}
			lockFile.close(); // somebody took it for abandoned, and removes it
		}
	}

	Path path() {
		return this.path;
	}

	boolean exists() {
		return Files.isDirectory(this.path, LinkOption.NOFOLLOW_LINKS);
	}

	private static void removeAbandoned(Path base) {
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(base, PREFIX + "*")) {
			for (Path directory : directories) {
				if (!own.contains(directory.toRealPath())) {
					removeIfAbandoned(directory);
				}
			}
		}
		catch (IOException ex) {
			logger.debug("Abandoned directories in {} are not removed", base, ex);
		}
	}

	/** Without a lock file it is being made, or nobody's. */
	private static void removeIfAbandoned(Path directory) {
		try (FileChannel lockFile = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE,
				LinkOption.NOFOLLOW_LINKS); @Nullable
		FileLock lock = lockFile.tryLock()) {
			if (lock != null) {
				logger.debug("Removing {}, which a killed application has left", directory);
				removeAll(directory);
			}
		}
		catch (IOException | OverlappingFileLockException ex) {
			logger.debug("{} stays", directory, ex);
		}
	}

	private static void removeAll(Path directory) throws IOException {
		List<Path> contents;
		try (Stream<Path> walk = Files.walk(directory)) {
			contents = walk.sorted(Comparator.reverseOrder()).toList();
		}
		catch (NoSuchFileException | UncheckedIOException ex) {
			logger.debug("{} is being removed already", directory, ex);
			return;
		}
		for (Path path : contents) {
			Files.deleteIfExists(path);
		}
	}

	/** Removes the directory with its contents. */
	@Override
	public void close() {
		try (this.lockFile) {
			removeAll(this.path);
		}
		catch (IOException ex) {
			logger.warn("Could not remove {}: {}", this.path, ex.toString());
		}
		finally {
			own.remove(this.path);
		}
	}

}
