package org.intercom4j.process;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.slf4j.Logger;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The jars that a child needs for its connection: the library itself, Jackson and SLF4J.
 *
 * @param jars their real paths; none if one of them is not a jar of its own, as inside of
 * an archive
 */
record LibraryJars(List<Path> jars) {

	private static final List<Class<?>> MEMBERS = List.of(LibraryJars.class, JsonMapper.class, JsonGenerator.class,
			JsonProperty.class, Logger.class);

	/** What nearly every jar has; no program can rely on which one comes first. */
	private static final Set<String> COMMON = Set.of("META-INF/MANIFEST.MF", "META-INF/INDEX.LIST",
			"META-INF/DEPENDENCIES", "META-INF/LICENSE", "META-INF/LICENSE.txt", "META-INF/NOTICE",
			"META-INF/NOTICE.txt", "META-INF/versions/9/module-info.class", "META-INF/versions/11/module-info.class",
			"module-info.class");

	static LibraryJars find() {
		List<Path> jars = new ArrayList<>();
		for (Class<?> member : MEMBERS) {
			CodeSource source = member.getProtectionDomain().getCodeSource();
			try {
				if (source == null || !source.getLocation().getProtocol().equals("file")) {
					return new LibraryJars(List.of());
				}
				Path jar = Path.of(source.getLocation().toURI()).toRealPath();
				if (!isJar(jar)) {
					return new LibraryJars(List.of());
				}
				jars.add(jar);
			}
			catch (IOException | URISyntaxException | IllegalArgumentException ex) {
				return new LibraryJars(List.of());
			}
		}
		return new LibraryJars(jars.stream().distinct().toList());
	}

	static boolean isJar(Path entry) {
		return entry.toString().endsWith(".jar") && Files.isRegularFile(entry);
	}

	boolean areFound() {
		return !this.jars.isEmpty();
	}

	/** The names of all files in these jars, by their folder with its last slash. */
	Map<String, List<String>> names() throws IOException {
		List<String> names = new ArrayList<>();
		for (Path jar : this.jars) {
			try (JarFile file = new JarFile(jar.toFile())) {
				names.addAll(files(file).toList());
			}
		}
		return names.stream().collect(Collectors.groupingBy((name) -> name.substring(0, name.lastIndexOf('/') + 1)));
	}

	private static Stream<String> files(JarFile jar) {
		return jar.stream().filter((entry) -> !entry.isDirectory()).map(ZipEntry::getName);
	}

	/** Whether a directory of the class path holds a file of the same name. */
	static boolean isInDirectory(Map<String, List<String>> names, Path directory) {
		return names.entrySet()
			.stream()
			.filter((folder) -> Files.isDirectory(directory.resolve(folder.getKey())))
			.flatMap((folder) -> folder.getValue().stream())
			.filter((name) -> !name.equals("module-info.class"))
			.anyMatch((name) -> Files.exists(directory.resolve(name)));
	}

	/** Whether a jar of the class path holds a file of the same name. */
	static boolean isInJar(Map<String, List<String>> names, Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			return files(file).filter((name) -> !COMMON.contains(name))
				.anyMatch((name) -> names.getOrDefault(name.substring(0, name.lastIndexOf('/') + 1), List.of())
					.contains(name));
		}
	}

	/** The jars that the manifest of another one adds to its class path. */
	static List<Path> ofManifest(Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			String classPath = (file.getManifest() != null)
					? file.getManifest().getMainAttributes().getValue("Class-Path") : null;
			return (classPath == null) ? List.of()
					: Stream.of(classPath.strip().split("\\s+"))
						.map((entry) -> Path.of(jar.toUri().resolve(URI.create(entry))))
						.toList();
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("The manifest of " + jar + " has a class path that cannot be read", ex);
		}
	}

}
