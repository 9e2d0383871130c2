package org.intercom4j.runtime;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import org.intercom4j.Eventually;
import org.intercom4j.Intercom;
import org.intercom4j.programs.Sharer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts applications whose class path holds the library as a jar, as users have it.
 */
@DisabledOnOs(OS.WINDOWS)
class ClassDataArchiveTests {

	private static final Path PROGRAMS = location(Sharer.class);

	@TempDir
	private static Path jars;

	private static Path built;

	@TempDir
	private Path directory;

	private Path core;

	private Path archives;

	@BeforeAll
	static void buildJar() throws IOException {
		built = jars.resolve("core.jar");
		Path classes = location(Intercom.class);
		try (OutputStream file = Files.newOutputStream(built);
				JarOutputStream jar = new JarOutputStream(file);
				Stream<Path> walk = Files.walk(classes)) {
			for (Path each : walk.filter(Files::isRegularFile).toList()) {
				jar.putNextEntry(new JarEntry(classes.relativize(each).toString().replace(File.separatorChar, '/')));
				Files.copy(each, jar);
			}
		}
	}

	@BeforeEach
	void copyJar() throws IOException {
		this.core = Files.copy(built, this.directory.resolve("core.jar"));
		this.archives = this.directory.resolve("intercom").resolve("class-data");
	}

	@Test
	void startWhenADirectoryComesFirstThenTheSecondStartUsesAnArchive() throws Exception {
		try (SharingApplication application = application(directoryFirst())) {
			assertThat(application.isShared()).isFalse();
			awaitArchives(1);
			application.restart();
			assertThat(application.isShared()).isTrue();
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.archives))).isEqualTo("rwx------");
		try (SharingApplication next = application(directoryFirst())) {
			assertThat(next.isShared()).isTrue();
		}
		assertThat(archives()).hasSize(1);
	}

	@Test
	void startWhenJarsComeFirstThenTheSecondStartUsesAnArchive() throws Exception {
		try (SharingApplication application = application(jarsFirst())) {
			assertThat(application.isShared()).isFalse();
			awaitArchives(1);
			application.restart();
			assertThat(application.isShared()).isTrue();
		}
	}

	@Test
	void startWhenTheArchiveIsCutOffThenIgnoresAndReplacesIt() throws Exception {
		Path archive = make();
		try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
			file.setLength(file.length() / 2);
		}
		assertIgnoredAndMade();
	}

	@Test
	void startWhenTheArchiveIsAlteredThenIgnoresAndReplacesIt() throws Exception {
		Path archive = make();
		FileTime before = Files.getLastModifiedTime(archive);
		try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
			file.seek(file.length() / 2);
			file.write(new byte[64]);
			file.write(new byte[] { 1, 2, 3 });
		}
		Files.setLastModifiedTime(archive, before);
		assertIgnoredAndMade();
	}

	private void assertIgnoredAndMade() throws IOException {
		try (SharingApplication application = application(jarsFirst())) {
			assertThat(application.isShared()).isFalse();
			awaitArchives(1);
			application.restart();
			assertThat(application.isShared()).isTrue();
		}
	}

	@Test
	void startWhenAJarHasChangedThenMakesAnotherArchive() throws Exception {
		make();
		Files.setLastModifiedTime(this.core,
				FileTime.from(Files.getLastModifiedTime(this.core).toInstant().plus(Duration.ofHours(1))));
		try (SharingApplication application = application(jarsFirst())) {
			assertThat(application.isShared()).isFalse();
			awaitArchives(2);
			application.restart();
			assertThat(application.isShared()).isTrue();
		}
	}

	@Test
	void startWhenTheDirectoryCannotBeWrittenThenStartsWithout() throws Exception {
		Files.createFile(this.directory.resolve("intercom"));
		try (SharingApplication application = application(jarsFirst())) {
			assertThat(application.isShared()).isFalse();
			application.restart();
			assertThat(application.isShared()).isFalse();
		}
	}

	@Test
	void startWhenTheUserHasOtherOptionsThenTheseWin() throws Exception {
		make();
		try (SharingApplication application = application(jarsFirst(), "-Xshare:off")) {
			assertThat(application.isShared()).isFalse();
		}
		try (SharingApplication application = application(jarsFirst(), "-XX:+UseSerialGC", "-Xmx64m")) {
			assertThat(application.isShared()).isTrue();
		}
	}

	@Test
	void startWhenTheJvmCannotUseTheArchiveThenSaysNothing() throws Exception {
		make();
		try (SharingApplication application = application(jarsFirst(), "-XX:-UseCompressedOops")) {
			assertThat(application.isShared()).isFalse();
		}
	}

	@Test
	void startWhenTwoApplicationsStartAtOnceThenBothGetAnArchive() throws Exception {
		try (SharingApplication one = application(jarsFirst()); SharingApplication two = application(jarsFirst())) {
			one.isShared();
			two.isShared(); // perhaps, by the other one's archive
			Eventually.await("there is an archive", () -> !archives().isEmpty());
			one.restart();
			two.restart();
			assertThat(one.isShared()).isTrue();
			assertThat(two.isShared()).isTrue();
		}
		try (Stream<Path> files = Files.list(this.archives)) {
			assertThat(files).allSatisfy((file) -> assertThat(file.toString()).endsWith(".jsa"));
		}
	}

	@Test
	void closeWhenATrainingRunIsUnderWayThenEndsIt() throws Exception {
		ProcessHandle training;
		try (SharingApplication application = application(jarsFirst())) {
			List<ProcessHandle> found = new ArrayList<>();
			Eventually.await("a training run is under way", () -> {
				application.handle().descendants().filter(ClassDataArchiveTests::isTraining).forEach(found::add);
				return !found.isEmpty();
			});
			training = found.get(0);
			new ProcessBuilder("kill", "-STOP", Long.toString(training.pid())).inheritIO().start().waitFor();
			assertThat(application.isShared()).isFalse();
			assertThat(training.isAlive()).isTrue();
		}
		training.onExit().get(60, TimeUnit.SECONDS);
		assertThat(this.archives).isEmptyDirectory();
	}

	private static boolean isTraining(ProcessHandle process) {
		String[] arguments = process.info().arguments().orElse(new String[0]);
		return process.info().command().orElse("").endsWith("java")
				&& Stream.of(arguments).anyMatch((argument) -> argument.startsWith("-XX:ArchiveClassesAtExit"));
	}

	private Path make() throws IOException {
		try (SharingApplication application = application(jarsFirst())) {
			assertThat(application.isShared()).isFalse();
			awaitArchives(1);
		}
		return archives().get(0);
	}

	private SharingApplication application(List<Path> classPath, String... childOptions) throws IOException {
		return new SharingApplication(this.directory, classPath, childOptions);
	}

	private List<Path> jarsFirst() {
		List<Path> entries = new ArrayList<>(List.of(this.core));
		Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> entry.contains("jackson-") || entry.contains("slf4j-api") || entry.contains("jspecify"))
			.map(Path::of)
			.forEach(entries::add);
		entries.add(PROGRAMS);
		return entries;
	}

	private List<Path> directoryFirst() {
		List<Path> entries = jarsFirst();
		entries.add(0, entries.remove(entries.size() - 1));
		return entries;
	}

	private void awaitArchives(int count) {
		Eventually.await("there are archives: " + count, () -> archives().size() == count, this::archives);
	}

	private List<Path> archives() {
		if (!Files.isDirectory(this.archives)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.archives)) {
			return files.filter((file) -> file.toString().endsWith(".jsa")).toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static Path location(Class<?> type) {
		return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
	}

}
