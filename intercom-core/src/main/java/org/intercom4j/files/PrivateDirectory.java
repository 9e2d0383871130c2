package org.intercom4j.files;

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
 * killed ones have left behind. May be used from any thread.
 *
 * @since 0.1.0
 */
public final class PrivateDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PrivateDirectory.class);

	private static final String LOCK = "lock";

	/** Where this JVM has looked for what others left; once is enough. */
	private static final Set<String> searched = ConcurrentHashMap.newKeySet();

	/** A lock of this JVM is lost when it opens and closes the locked file again. */
	private static final Set<Path> own = ConcurrentHashMap.newKeySet();

	private final Path path;

	private final FileChannel lockFile;

	private PrivateDirectory(Path path, FileChannel lockFile) {
		this.path = path;
		this.lockFile = lockFile;
	}

	/**
	 * Creates an empty one, and removes those of killed applications.
	 * @param base the directory that it lies in
	 * @param prefix what its name begins with
	 * @return the directory, with a lock file in it
	 * @throws IOException if it cannot be written
	 */
	public static PrivateDirectory create(Path base, String prefix) throws IOException {
		if (searched.add(base.resolve(prefix).toAbsolutePath().toString())) {
			removeAbandoned(base, prefix);
		}
		while (true) {
			// Accessible by its owner only unless told otherwise.
			Path path = Files.createTempDirectory(base, prefix).toRealPath();
			own.add(path);
			FileChannel lockFile = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW,
					StandardOpenOption.WRITE);
			if (lockFile.tryLock() != null) {
				return new PrivateDirectory(path, lockFile);
			}
			lockFile.close(); // somebody took it for abandoned, and removes it
		}
	}

	/**
	 * Where it lies.
	 * @return an absolute path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Whether a cleaner of temporary files has spared it.
	 * @return whether it is still there
	 */
	public boolean exists() {
		return Files.isDirectory(this.path, LinkOption.NOFOLLOW_LINKS);
	}

	private static void removeAbandoned(Path base, String prefix) {
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(base, prefix + "*")) {
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
