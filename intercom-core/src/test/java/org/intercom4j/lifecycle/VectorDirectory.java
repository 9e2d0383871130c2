package org.intercom4j.lifecycle;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory of one vector. Its scripts are archives without content that start
 * {@link ScriptChild} from the class path of the tests.
 */
record VectorDirectory(Path root) {

	static VectorDirectory create() throws IOException {
		Path root = Files.createTempDirectory("vector").toRealPath();
		VectorDirectory directory = new VectorDirectory(root);
		Files.createDirectories(directory.dir().resolve("sub/deep"));
		directory.writeScript(directory.dir().resolve("sub/rel.jar"));
		directory.createScript();
		return directory;
	}

	/**
	 * What the vectors call {@code
	 *
	<dir>
	 * }.
	 */
	Path dir() {
		return this.root.resolve("dir");
	}

	Path bench() {
		return this.root.resolve("bench");
	}

	private Path script() {
		return dir().resolve("script.jar");
	}

	void createScript() {
		try {
			writeScript(script());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void deleteScript() {
		try {
			Files.deleteIfExists(script());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void writeScript(Path file) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ScriptChild.class.getName());
		manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
		try (OutputStream target = Files.newOutputStream(file)) {
			new JarOutputStream(target, manifest).close();
		}
	}

	private static String classPath() {
		String path = System.getProperty("java.class.path");
		return Arrays.stream(path.split(System.getProperty("path.separator")))
			.map((entry) -> Path.of(entry).toUri().toString())
			.collect(Collectors.joining(" "));
	}

	/** The text as a port of this vector writes it. */
	String actual(String text) {
		return text.replace("<dir>", dir().toString()).replace("<script>", script().toString()).replace(".js", ".jar");
	}

	/** The text as the vectors write it. */
	String placeholders(String text) {
		return text.replace(script().toString(), "<script>").replace(dir().toString(), "<dir>").replace(".jar", ".js");
	}

	void delete() throws IOException {
		try (Stream<Path> files = Files.walk(this.root)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

}
