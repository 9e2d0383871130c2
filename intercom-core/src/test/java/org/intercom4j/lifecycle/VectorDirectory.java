package org.intercom4j.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The directory of one vector.
 *
 * @param language the language of its scripts
 */
record VectorDirectory(Path root, VectorScript language) {

	static VectorDirectory create(VectorScript language) throws IOException {
		Path root = Files.createTempDirectory("vector").toRealPath();
		VectorDirectory directory = new VectorDirectory(root, language);
		Files.createDirectories(directory.dir().resolve("sub/deep"));
		language.write(directory.dir().resolve("sub/rel" + language.ending()));
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
		return dir().resolve("script" + this.language.ending());
	}

	void createScript() {
		try {
			this.language.write(script());
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

	/** The text as a port of this vector writes it. */
	String actual(String text) {
		return text.replace("<dir>", dir().toString())
			.replace("<script>", script().toString())
			.replace(".js", this.language.ending());
	}

	/** The text as the vectors write it. */
	String placeholders(String text) {
		return text.replace(script().toString(), "<script>")
			.replace(dir().toString(), "<dir>")
			.replace(this.language.ending(), ".js");
	}

	void delete() throws IOException {
		try (Stream<Path> files = Files.walk(this.root)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

}
