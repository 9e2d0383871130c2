package org.intercom4j.process;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.intercom4j.files.PrivateDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Files of the class path as other processes need them: extracted from their archive to a
 * private directory when they are first asked for, and again when a cleaner of temporary
 * files has removed them. What lies in a directory already is used where it is. May be
 * used from any thread.
 *
 * @since 0.1.0
 */
public final class ExtractedFiles implements AutoCloseable {

	/** What a script on the class path begins with. */
	public static final String CLASSPATH = "classpath:";

	private static final String PREFIX = "intercom-files-";

	private static final String RUNTIME = "org/intercom4j/runtime/";

	private static final List<String> RUNTIME_FILES = List.of("intercom.cjs", "intercom.py");

	private final ClassLoader classLoader;

	private final Path base;

	private final ReentrantLock lock = new ReentrantLock();

	// Guarded by lock, from here on
	private final Map<String, Path> extracted = new HashMap<>();

	private @Nullable PrivateDirectory directory;

	private boolean closed;

	/**
	 * Extracts nothing yet.
	 * @param classLoader sees the scripts of the application
	 */
	public ExtractedFiles(ClassLoader classLoader) {
		this(classLoader, Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
	}

	ExtractedFiles(ClassLoader classLoader, Path base) {
		this.classLoader = classLoader;
		this.base = base;
	}

	/**
	 * The directory of the runtime files for Node.js and Python.
	 * @return the directory
	 * @throws LaunchException if it cannot be written
	 */
	public Path runtime() {
		Path directory = null;
		for (String name : RUNTIME_FILES) {
			URL file = ExtractedFiles.class.getClassLoader().getResource(RUNTIME + name);
			if (file == null) {
				throw new IllegalStateException("There is no " + RUNTIME + name + " beside the library's classes");
			}
			directory = extract(RUNTIME + name, file).getParent();
		}
		return Objects.requireNonNull(directory);
	}

	/**
	 * A script on the class path, together with all that lies in its folder and below, so
	 * that it finds the modules beside it.
	 * @param script {@code classpath:} and the name of the resource
	 * @return the file
	 * @throws LaunchException if there is no such resource, or it cannot be written
	 */
	public Path script(String script) {
		String name = script.substring(CLASSPATH.length());
		String resource = name.startsWith("/") ? name.substring(1) : name;
		URL url = this.classLoader.getResource(resource);
		if (url == null || resource.isEmpty() || resource.endsWith("/")) {
			throw new LaunchException("script", script, "does not exist: the class path has no such file",
					"Correct the name; it starts at the root of the class path, as in src/main/resources.", null);
		}
		return extract(resource, url);
	}

	private Path extract(String resource, URL url) {
		try {
			if (url.getProtocol().equals("file")) {
				return Path.of(URI.create(url.toString()));
			}
			return extractLocked(resource, url);
		}
		catch (IOException ex) {
			throw new LaunchException("script", resource, "could not be extracted to " + this.base + ": " + ex,
					"Set java.io.tmpdir to a writable directory.", ex);
		}
	}

	private Path extractLocked(String resource, URL url) throws IOException {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new IllegalStateException("The Intercom that it belongs to is closed");
			}
			Path known = this.extracted.get(resource);
			if (known != null && Files.isRegularFile(known)) {
				return known;
			}
			if (this.directory == null || !this.directory.exists()) {
				this.directory = PrivateDirectory.create(this.base, PREFIX);
			}
			Path target = this.directory.path().resolve("files");
			extractFolder(resource, url, target);
			Path file = within(target, resource);
			this.extracted.put(resource, file);
			return file;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static void extractFolder(String resource, URL url, Path target) throws IOException {
		URLConnection connection = url.openConnection();
		connection.setUseCaches(false);
		String folder = resource.substring(0, resource.lastIndexOf('/') + 1);
		if (folder.isEmpty() || folder.equals(RUNTIME) || !(connection instanceof JarURLConnection archive)) {
			try (InputStream content = connection.getInputStream()) {
				write(content, within(target, resource));
			}
			return;
		}
		String entry = archive.getEntryName();
		String prefix = entry.substring(0, entry.length() - resource.length());
		try (JarFile jar = archive.getJarFile()) {
			for (JarEntry each : (Iterable<JarEntry>) jar.stream()::iterator) {
				if (!each.isDirectory() && each.getName().startsWith(prefix + folder)) {
					try (InputStream content = jar.getInputStream(each)) {
						write(content, within(target, each.getName().substring(prefix.length())));
					}
				}
			}
		}
	}

	private static Path within(Path target, String name) throws IOException {
		Path file = target.resolve(name).normalize();
		if (!file.startsWith(target)) {
			throw new FileNotFoundException("'" + name + "' leaves the directory it is extracted to");
		}
		return file;
	}

	/** In one move: a process that reads the file sees all of it. */
	private static void write(InputStream content, Path file) throws IOException {
		Files.createDirectories(file.getParent());
		Path part = Files.createTempFile(file.getParent(), "part-", null);
		Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
		part.toFile().setExecutable(true, true);
		Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
	}

	/**
	 * Removes what was extracted.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			if (this.directory != null) {
				this.directory.close();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
