package org.intercom4j.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory where archives are kept, which other applications of the user share.
 * <p>
 * A file's name is its key and the checksum of its content, because a JVM may crash on an
 * archive that was cut off or altered. Files come into being by a move and are never
 * written again, so nobody sees half of one. May be used from any thread.
 */
final class ClassDataDirectory {

	private static final Logger logger = LoggerFactory.getLogger(ClassDataDirectory.class);

	private static final String ENDING = ".jsa";

	private static final String PART = "part-";

	private static final Duration KEPT_UNUSED = Duration.ofDays(30);

	/** No training run takes so long; its application was killed. */
	private static final Duration KEPT_PART = Duration.ofHours(1);

	private static final Duration TOUCHED_EVERY = Duration.ofHours(12);

	private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.GROUP_WRITE,
			PosixFilePermission.OTHERS_WRITE);

	private final Path path;

	/** Archives whose checksum was right, as they were then. */
	private final Map<Path, Identity> checked = new ConcurrentHashMap<>();

	/** Looked at once: nobody else can change it then. */
	private volatile boolean isPrivate;

	ClassDataDirectory(Path path) {
		this.path = path;
	}

	/**
	 * That of the user, where the platform keeps what can be made again.
	 * @param environment the application's environment
	 */
	static Path ofUser(Map<String, String> environment) {
		Path home = Path.of(System.getProperty("user.home", "."));
		Path cache;
		if (Platform.WINDOWS) {
			cache = absolute(environment.get("LOCALAPPDATA")).orElse(home.resolve("AppData").resolve("Local"));
		}
		else {
			cache = absolute(environment.get("XDG_CACHE_HOME"))
				.orElse(Platform.MAC ? home.resolve("Library").resolve("Caches") : home.resolve(".cache"));
		}
		return cache.resolve("intercom").resolve("class-data").toAbsolutePath();
	}

	/** One that is not absolute is ignored, as the XDG specification wants it. */
	private static Optional<Path> absolute(@Nullable String directory) {
		return Optional.ofNullable(directory).filter((name) -> !name.isEmpty()).map(Path::of).filter(Path::isAbsolute);
	}

	/**
	 * A whole archive with this key. One that is not is removed.
	 */
	Optional<Path> find(String key) throws IOException {
		if (!Files.isDirectory(this.path, LinkOption.NOFOLLOW_LINKS) || !isPrivate()) {
			return Optional.empty();
		}
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.path, key + "-*" + ENDING)) {
			for (Path file : files) {
				if (isWhole(file)) {
					touch(file);
					return Optional.of(file);
				}
				logger.debug("Class-data archive {} was altered and is removed", file);
				Files.deleteIfExists(file);
			}
		}
		return Optional.empty();
	}

	/** What others could write to might be anything. */
	private boolean isPrivate() throws IOException {
		if (this.isPrivate) {
			return true;
		}
		PosixFileAttributeView view = Files.getFileAttributeView(this.path, PosixFileAttributeView.class,
				LinkOption.NOFOLLOW_LINKS);
		if (view != null) { // on Windows the user's directories are the user's own
			PosixFileAttributes directory = view.readAttributes();
			if (directory.permissions().stream().anyMatch(OTHERS::contains) || !directory.owner().equals(self())) {
				return false;
			}
		}
		this.isPrivate = true;
		return true;
	}

	private UserPrincipal self() throws IOException {
		Path probe = Files.createTempFile(this.path, PART, null);
		try {
			return Files.getOwner(probe);
		}
		finally {
			Files.delete(probe);
		}
	}

	private boolean isWhole(Path file) throws IOException {
		Identity identity = Identity.of(file);
		if (identity.equals(this.checked.get(file))) {
			return true;
		}
		if (!file.getFileName().toString().endsWith("-" + checksum(file) + ENDING)) {
			return false;
		}
		this.checked.put(file, identity);
		return true;
	}

	private static String checksum(Path file) throws IOException {
		CRC32C checksum = new CRC32C();
		byte[] buffer = new byte[64 * 1024];
		try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
			for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
				checksum.update(buffer, 0, count);
			}
		}
		return "%08x".formatted(checksum.getValue());
	}

	private void touch(Path file) {
		Instant now = Instant.now();
		try {
			if (Files.getLastModifiedTime(file).toInstant().plus(TOUCHED_EVERY).isBefore(now)) {
				Files.setLastModifiedTime(file, FileTime.from(now));
				this.checked.put(file, Identity.of(file));
			}
		}
		catch (IOException ex) {
			logger.debug("Class-data archive {} could not be touched", file, ex);
		}
	}

	/** A name for a file that will be an archive; there is no file. */
	Path newPart() throws IOException {
		if (Files.notExists(this.path, LinkOption.NOFOLLOW_LINKS)) {
			create();
		}
		if (!isPrivate()) {
			throw new IOException(this.path + " belongs to another user, or others may write to it");
		}
		Path part = Files.createTempFile(this.path, PART, null);
		Files.delete(part);
		return part;
	}

	private void create() throws IOException {
		if (Files.getFileStore(existing(this.path)).supportsFileAttributeView(PosixFileAttributeView.class)) {
			Files.createDirectories(this.path,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		}
		else {
			Files.createDirectories(this.path);
		}
	}

	private static Path existing(Path path) {
		Path parent = path.getParent();
		return (parent == null || Files.exists(path)) ? path : existing(parent);
	}

	/**
	 * Makes a finished file an archive.
	 * @return the archive, which may be another application's with the same key
	 */
	Path store(Path part, String key) throws IOException {
		Optional<Path> others = find(key);
		if (others.isPresent()) {
			Files.delete(part);
			return others.get();
		}
		if (!part.toFile().setWritable(true, true)) {
			logger.debug("{} stays read-only, as the JVM has written it", part);
		}
		Path file = this.path.resolve(key + "-" + checksum(part) + ENDING);
		return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
	}

	/** Removes what nobody has used for long. */
	void removeOld(Instant now) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.path, "{*" + ENDING + "," + PART + "*}")) {
			for (Path file : files) {
				Duration kept = file.getFileName().toString().startsWith(PART) ? KEPT_PART : KEPT_UNUSED;
				if (Files.getLastModifiedTime(file).toInstant().plus(kept).isBefore(now)) {
					logger.debug("Removing class-data archive {}, which was not used for long", file);
					Files.deleteIfExists(file);
				}
			}
		}
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

	/** By which a file that was exchanged or altered is known. */
	private record Identity(long size, FileTime modified, @Nullable Object key) {

		static Identity of(Path file) throws IOException {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			return new Identity(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
		}

	}

}
