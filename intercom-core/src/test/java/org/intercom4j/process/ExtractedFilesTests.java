package org.intercom4j.process;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import org.intercom4j.programs.Locker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DisabledOnOs(OS.WINDOWS)
class ExtractedFilesTests {

	@TempDir
	private Path directory;

	private Path base;

	private URLClassLoader archive;

	private ExtractedFiles files;

	@BeforeEach
	void makeArchive() throws IOException {
		this.base = Files.createDirectory(this.directory.resolve("tmp"));
		Path jar = this.directory.resolve("app.jar");
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream target = new JarOutputStream(out)) {
			for (String name : List.of("workers/resizer.py", "workers/lib/colours.py", "others/secret.txt",
					"root.js")) {
				target.putNextEntry(new JarEntry(name));
				target.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
			}
		}
		this.archive = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null);
		this.files = new ExtractedFiles(this.archive, this.base);
	}

	@AfterEach
	void closeAll() throws IOException {
		this.files.close();
		this.archive.close();
		assertThat(this.base).isEmptyDirectory();
	}

	@Test
	void scriptWhenInAnArchiveThenIsExtractedWithItsFolder() throws IOException {
		Path script = this.files.script("classpath:workers/resizer.py");
		assertThat(script).hasFileName("resizer.py").hasContent("content of workers/resizer.py").isExecutable();
		assertThat(script.resolveSibling("lib/colours.py")).hasContent("content of workers/lib/colours.py");
		assertThat(Files.getPosixFilePermissions(this.base.resolve(this.base.relativize(script).getName(0))))
			.isEqualTo(PosixFilePermissions.fromString("rwx------"));
		try (Stream<Path> all = Files.walk(this.base)) {
			assertThat(all.map((path) -> path.getFileName().toString())).doesNotContain("secret.txt", "root.js");
		}
		assertThat(this.files.script("classpath:/workers/resizer.py")).isEqualTo(script);
	}

	@Test
	void scriptWhenAtTheRootOfAnArchiveThenIsExtractedAlone() throws IOException {
		Path script = this.files.script("classpath:root.js");
		assertThat(script).hasContent("content of root.js");
		try (Stream<Path> siblings = Files.list(script.getParent())) {
			assertThat(siblings).containsExactly(script);
		}
	}

	@Test
	void scriptWhenACleanerHasRemovedItThenIsExtractedAgain() throws IOException {
		Path script = this.files.script("classpath:workers/resizer.py");
		Files.delete(script);
		assertThat(this.files.script("classpath:workers/resizer.py")).isEqualTo(script).exists();
	}

	@Test
	void scriptWhenInADirectoryThenIsUsedWhereItIs() throws IOException {
		Path script = Files.writeString(this.directory.resolve("plain.py"), "x");
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() }, null);
				ExtractedFiles plain = new ExtractedFiles(loader, this.base)) {
			assertThat(plain.script("classpath:plain.py")).isEqualTo(script);
		}
	}

	@Test
	void scriptWhenThereIsNoneThenTellsWhatToDo() {
		assertThatExceptionOfType(LaunchException.class).isThrownBy(() -> this.files.script("classpath:no/such.py"))
			.withMessage("script 'classpath:no/such.py' does not exist: the class path has no such file. "
					+ "Correct the name; it starts at the root of the class path, as in src/main/resources.");
	}

	@Test
	void scriptWhenTheDirectoryCannotBeWrittenThenTellsWhatToDo() {
		try (ExtractedFiles nowhere = new ExtractedFiles(this.archive, this.directory.resolve("none"))) {
			assertThatExceptionOfType(LaunchException.class).isThrownBy(() -> nowhere.script("classpath:root.js"))
				.withMessageContaining("could not be extracted to " + this.directory.resolve("none"))
				.withMessageEndingWith("Set java.io.tmpdir to a writable directory.");
		}
	}

	@Test
	void runtimeWhenAskedThenHasTheFilesForNodeAndPython() {
		assertThat(this.files.runtime()).isDirectoryContaining("glob:**intercom.cjs")
			.isDirectoryContaining("glob:**intercom.py");
	}

	@Test
	void scriptWhenAKilledApplicationHasLeftADirectoryThenRemovesIt() throws IOException {
		Path abandoned = Files.createDirectory(this.base.resolve("intercom-files-1"));
		Files.createFile(abandoned.resolve("lock"));
		Files.createFile(abandoned.resolve("old.py"));
		this.files.script("classpath:root.js");
		assertThat(abandoned).doesNotExist();
	}

	@Test
	void scriptWhenAnotherApplicationLivesThenSparesItsDirectory() throws Exception {
		Path used = Files.createDirectory(this.base.resolve("intercom-files-2"));
		Path lock = Files.createFile(used.resolve("lock"));
		Process other = startLocker(lock);
		assertThat(other.inputReader().readLine()).isEqualTo("locked");
		this.files.script("classpath:root.js");
		assertThat(used).exists();
		other.getOutputStream().close();
		other.waitFor();
		Files.delete(lock);
		Files.delete(used);
	}

	@Test
	void scriptWhenASecondOneOfThisJvmLivesThenSparesItsDirectory() throws Exception {
		Path first = this.files.script("classpath:root.js");
		try (ExtractedFiles second = new ExtractedFiles(this.archive, this.base)) {
			assertThat(second.script("classpath:root.js")).isNotEqualTo(first);
			assertThat(first).exists();
		}
		Path lock = this.base.resolve(this.base.relativize(first).getName(0)).resolve("lock");
		Process other = startLocker(lock);
		assertThat(other.inputReader().readLine()).as("the lock is still held").isEqualTo("refused");
		other.getOutputStream().close();
		other.waitFor();
	}

	private static Process startLocker(Path lock) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Locker.class.getName(), lock.toString())
			.start();
	}

}
