package org.intercom4j.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PathArrangerTests {

	@TempDir
	private Path directory;

	private Path core;

	private Path json;

	private PathArranger arranger;

	@BeforeEach
	void makeLibrary() throws IOException {
		this.directory = this.directory.toRealPath();
		this.core = jar("core.jar", "", "our/Main.class", "our/Other.class", "META-INF/LICENSE", "META-INF/services/x");
		this.json = jar("json.jar", "", "json/Mapper.class", "module-info.class");
		this.arranger = new PathArranger(new LibraryJars(List.of(this.core, this.json)), "our.Main");
	}

	@Test
	void arrangeWhenJarsComeFirstThenChangesNothingAndArchivesUpToTheLibrary() throws IOException {
		Path other = jar("other.jar", "", "our/Main.class");
		Path last = jar("last.jar", "", "last/X.class");
		String classPath = ArchivedPath.join(List.of(other, this.json, this.core, last, folder("classes", "A.class")));
		assertThat(this.arranger.arrange(classPath)).hasValueSatisfying((path) -> {
			assertThat(path.classPath()).isEqualTo(classPath);
			assertThat(path.archived()).containsExactly(other, this.json, this.core);
			assertThat(path.passed()).isEmpty();
		});
	}

	@Test
	void arrangeWhenADirectoryComesFirstThenPutsTheLibraryInFront() throws IOException {
		Path classes = folder("classes", "our/Mine.class", "module-info.class", "META-INF/services/y");
		Path other = jar("other.jar", "", "other/X.class", "META-INF/LICENSE", "META-INF/MANIFEST.MF");
		List<Path> entries = List.of(classes, this.json, other, this.core);
		ArchivedPath path = this.arranger.arrange(ArchivedPath.join(entries)).orElseThrow();
		assertThat(path.classPath())
			.isEqualTo(ArchivedPath.join(List.of(this.json, this.core, classes, this.json, other, this.core)));
		assertThat(path.archived()).containsExactly(this.json, this.core);
		assertThat(path.passed()).containsExactly(other);
		assertThat(this.arranger.isSafe(path)).isTrue();
	}

	@Test
	void arrangeWhenADirectoryHoldsAFileOfTheSameNameThenDoesNot() throws IOException {
		assertThat(this.arranger.arrange(withDirectory("json/Mapper.class"))).isEmpty();
		assertThat(this.arranger.arrange(withDirectory("META-INF/services/x"))).isEmpty();
		assertThat(this.arranger.arrange(withDirectory("META-INF/LICENSE"))).isEmpty();
	}

	@Test
	void isSafeWhenAPassedJarHoldsAFileOfTheSameNameThenIsNot() throws IOException {
		Path shaded = jar("shaded.jar", "", "json/Mapper.class");
		List<Path> entries = List.of(folder("classes", "A.class"), shaded, this.core, this.json);
		ArchivedPath path = this.arranger.arrange(ArchivedPath.join(entries)).orElseThrow();
		assertThat(this.arranger.isSafe(path)).isFalse();
	}

	@Test
	void arrangeWhenAJarOfTheLibraryIsMissingThenDoesNot() throws IOException {
		Path application = jar("a.jar", "", "A.class");
		assertThat(this.arranger.arrange(ArchivedPath.join(List.of(this.core, application)))).isEmpty();
		PathArranger none = new PathArranger(new LibraryJars(List.of()), "our.Main");
		assertThat(none.arrange(ArchivedPath.join(List.of(this.core, this.json)))).isEmpty();
	}

	@Test
	void arrangeWhenOneJarNamesTheLibraryInItsManifestThenArchivesIt() throws IOException {
		Path application = jar("app.jar", "core.jar json.jar", "A.class");
		assertThat(this.arranger.arrange(application.toString())).hasValueSatisfying((path) -> {
			assertThat(path.classPath()).isEqualTo(application.toString());
			assertThat(path.archived()).containsExactly(application);
			assertThat(path.reached()).containsExactly(this.core, this.json);
		});
	}

	@Test
	void arrangeWhenOneJarHoldsTheLibraryThenArchivesIt() throws IOException {
		Path shaded = jar("shaded.jar", "", "A.class", "our/Main.class");
		assertThat(this.arranger.arrange(shaded.toString())).isPresent();
	}

	@Test
	void arrangeWhenOneJarKnowsNothingOfTheLibraryThenDoesNot() throws IOException {
		assertThat(this.arranger.arrange(jar("a.jar", "", "A.class", "BOOT-INF/lib/core.jar").toString())).isEmpty();
		assertThat(this.arranger.arrange(jar("b.jar", "core.jar classes/", "A.class").toString())).isEmpty();
		assertThat(this.arranger.arrange(folder("classes", "our/Main.class").toString())).isEmpty();
	}

	@Test
	void keyWhenAJarChangesThenChanges() throws IOException {
		Path application = jar("app.jar", "core.jar json.jar", "A.class");
		ArchivedPath path = this.arranger.arrange(application.toString()).orElseThrow();
		String before = path.key();
		assertThat(path.key()).isEqualTo(before).hasSize(32);
		Files.setLastModifiedTime(this.core, FileTime.fromMillis(1_000_000));
		assertThat(path.key()).isNotEqualTo(before);
	}

	private String withDirectory(String name) throws IOException {
		return ArchivedPath.join(List.of(folder(name.replace('/', '-'), name), this.core, this.json));
	}

	private Path folder(String folder, String... names) throws IOException {
		Path root = this.directory.resolve(folder);
		for (String name : names) {
			Files.createDirectories(root.resolve(name).getParent());
			Files.createFile(root.resolve(name));
		}
		return root;
	}

	private Path jar(String file, String classPath, String... names) throws IOException {
		Path path = this.directory.resolve(file);
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		if (!classPath.isEmpty()) {
			manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
		}
		try (OutputStream out = Files.newOutputStream(path); JarOutputStream jar = new JarOutputStream(out)) {
			jar.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
			manifest.write(jar);
			for (String name : names) {
				if (!name.equals("META-INF/MANIFEST.MF")) {
					jar.putNextEntry(new JarEntry(name));
				}
			}
		}
		return path;
	}

}
