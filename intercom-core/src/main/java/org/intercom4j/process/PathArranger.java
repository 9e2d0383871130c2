package org.intercom4j.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Arranges class paths so that they begin with jars worth archiving, and changes nothing
 * of what is found on them.
 * <p>
 * An archive covers jars only, and only those that a class path begins with. Where the
 * library's jars come before the first directory, the class path stays as it is. Where a
 * directory comes first, as in a development environment, they are put in front, unless
 * anything that they pass holds a file of the same name.
 */
final class PathArranger {

	private final LibraryJars library;

	private final String mainClass;

	/** Read when first needed, twice at worst. */
	private volatile @Nullable Map<String, List<String>> names;

	/**
	 * Creates an arranger.
	 * @param library the jars worth archiving
	 * @param mainClass what runs on the archived jars
	 */
	PathArranger(LibraryJars library, String mainClass) {
		this.library = library;
		this.mainClass = mainClass;
	}

	/** Looks at directories and at the library's jars, not into others. */
	Optional<ArchivedPath> arrange(String classPath) throws IOException {
		List<Path> entries = Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
		if (entries.size() == 1) {
			return ofOneJar(entries.get(0));
		}
		if (!this.library.areFound()) {
			return Optional.empty();
		}
		List<Path> own = entries.stream().filter(this::isLibrary).distinct().toList();
		if (own.size() != this.library.jars().size()) {
			return Optional.empty();
		}
		List<Path> first = entries.subList(0, entries.lastIndexOf(own.get(own.size() - 1)) + 1);
		if (first.stream().allMatch(LibraryJars::isJar)) {
			return Optional.of(new ArchivedPath(classPath, first, List.of(), List.of()));
		}
		return inFront(classPath, own, first.stream().filter((entry) -> !own.contains(entry)).toList());
	}

	private Optional<ArchivedPath> inFront(String classPath, List<Path> own, List<Path> passed) throws IOException {
		Map<String, List<String>> names = names();
		if (passed.stream()
			.filter(Files::isDirectory)
			.anyMatch((directory) -> LibraryJars.isInDirectory(names, directory))) {
			return Optional.empty();
		}
		return Optional.of(new ArchivedPath(ArchivedPath.join(own) + File.pathSeparator + classPath, own, List.of(),
				passed.stream().filter(Files::isRegularFile).toList()));
	}

	private Map<String, List<String>> names() throws IOException {
		Map<String, List<String>> known = this.names;
		if (known == null) {
			known = this.library.names();
			this.names = known;
		}
		return known;
	}

	private boolean isLibrary(Path entry) {
		try {
			return LibraryJars.isJar(entry) && this.library.jars().contains(entry.toRealPath());
		}
		catch (IOException ex) {
			return false; // removed meanwhile, so that it is on nobody's class path
		}
	}

	/**
	 * A jar that holds the library, or names it in its manifest. Where Spring Boot loads
	 * classes from inside of its archive there is nothing to win: a JVM archives nothing
	 * of what another class loader has loaded.
	 */
	private Optional<ArchivedPath> ofOneJar(Path jar) throws IOException {
		if (!LibraryJars.isJar(jar)) {
			return Optional.empty();
		}
		List<Path> reached = LibraryJars.ofManifest(jar);
		if (reached.stream().anyMatch((entry) -> !LibraryJars.isJar(entry))) {
			return Optional.empty();
		}
		if (reached.stream().anyMatch(this::isLibrary)) {
			return Optional.of(new ArchivedPath(jar.toString(), List.of(jar), reached, List.of()));
		}
		String main = this.mainClass.replace('.', '/') + ".class";
		for (Path candidate : Stream.concat(Stream.of(jar), reached.stream()).toList()) {
			if (holds(candidate, main)) {
				return Optional.of(new ArchivedPath(jar.toString(), List.of(jar), reached, List.of()));
			}
		}
		return Optional.empty();
	}

	private static boolean holds(Path jar, String entry) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			return file.getEntry(entry) != null;
		}
	}

	/**
	 * Whether the jars that were passed hold nothing of the same name. This reads them,
	 * so it is asked once, before an archive is made for exactly these.
	 */
	boolean isSafe(ArchivedPath path) throws IOException {
		if (path.passed().isEmpty()) {
			return true;
		}
		Map<String, List<String>> names = names();
		for (Path jar : path.passed()) {
			if (LibraryJars.isInJar(names, jar)) {
				return false;
			}
		}
		return true;
	}

}
