package org.intercom4j.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.files.PrivateDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private directory for the sockets that children connect to.
 * <p>
 * It is created, with mode 0700 where files have modes, when the first socket needs it,
 * and exists only while a socket is waiting for its child. A cleaner of temporary files
 * does no harm, and what a killed application leaves the next one removes. It lies in
 * {@code java.io.tmpdir}, or if paths would be longer than the 100 bytes that every
 * platform takes, in {@code XDG_RUNTIME_DIR} or {@code /tmp}. May be used from any
 * thread.
 *
 * @since 0.1.0
 */
public final class SocketDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SocketDirectory.class);

	private static final int MOST_PATH_BYTES = 100;

	private static final String PREFIX = "intercom-sockets-";

	private final List<Path> bases;

	private final ReentrantLock lock = new ReentrantLock();

	// Guarded by lock, from here on
	private final Set<Path> sockets = new HashSet<>();

	private @Nullable PrivateDirectory directory;

	private int count;

	private boolean closed;

	/**
	 * Creates nothing yet.
	 */
	public SocketDirectory() {
		this(defaultBases());
	}

	SocketDirectory(List<Path> bases) {
		this.bases = List.copyOf(bases);
	}

	/**
	 * Removes the directory and every socket that is left in it. Calling it again has no
	 * effect.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.sockets.clear();
			removeDirectory();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Reserves a path that no file has.
	 */
	Path acquire() throws IOException {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new IllegalStateException("The socket directory is closed");
			}
			if (this.directory == null || !this.directory.exists()) {
				removeDirectory();
				this.directory = create();
			}
			Path socket = this.directory.path().resolve(Integer.toString(++this.count, Character.MAX_RADIX));
			this.sockets.add(socket);
			return socket;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Removes the file of an acquired path, and with the last one the directory.
	 */
	void release(Path socket) {
		this.lock.lock();
		try {
			if (this.sockets.remove(socket)) {
				delete(socket);
				if (this.sockets.isEmpty()) {
					removeDirectory();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private static List<Path> defaultBases() {
		Set<Path> bases = new LinkedHashSet<>();
		bases.add(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
		String runtime = System.getenv("XDG_RUNTIME_DIR");
		if (runtime != null && !runtime.isEmpty()) {
			bases.add(Path.of(runtime));
		}
		bases.add(Path.of("/tmp"));
		return List.copyOf(bases);
	}

	private PrivateDirectory create() throws IOException {
		List<String> reasons = new ArrayList<>();
		for (Path base : this.bases) {
			try {
				return createIn(base);
			}
			catch (IOException ex) {
				reasons.add("'" + base + "' (" + ex + ")");
			}
		}
		throw new IOException("Expected a directory for sockets with paths of at most " + MOST_PATH_BYTES
				+ " bytes but was " + String.join(", ", reasons) + "; set java.io.tmpdir to a short writable path");
	}

	private PrivateDirectory createIn(Path base) throws IOException {
		int longestName = (PREFIX + Long.toUnsignedString(-1)).length()
				+ Integer.toString(Integer.MAX_VALUE, 36).length();
		int bytes = real(base).toString().getBytes(StandardCharsets.UTF_8).length + longestName + 2;
		if (bytes > MOST_PATH_BYTES) {
			throw new IOException("its paths would have " + bytes + " bytes");
		}
		return PrivateDirectory.create(base, PREFIX);
	}

	/** That of a missing one is told when it is used. */
	private static Path real(Path base) throws IOException {
		return Files.exists(base) ? base.toRealPath() : base.toAbsolutePath();
	}

	private void removeDirectory() {
		if (this.directory != null) {
			this.directory.close();
			this.directory = null;
		}
	}

	private void delete(Path path) {
		try {
			Files.deleteIfExists(path);
		}
		catch (IOException ex) {
			logger.warn("Could not remove {}: {}", path, ex.toString());
		}
	}

}
