package org.intercom4j.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(OS.WINDOWS)
class ExecutablesTests {

	@TempDir
	private Path directory;

	private Path tool;

	@BeforeEach
	void createTool() throws IOException {
		Path bin = Files.createDirectory(this.directory.resolve("bin"));
		this.tool = Files.createFile(bin.resolve("tool"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		Files.createFile(this.directory.resolve("tool"));
	}

	@Test
	void findWhenInThePathThenIsFound() {
		assertThat(find("tool", "/no/such:" + this.tool.getParent())).contains(this.tool);
	}

	@Test
	void findWhenThePathIsRelativeThenStartsAtTheDirectory() {
		assertThat(find("tool", "bin")).contains(this.tool);
	}

	@Test
	void findWhenThePathIsEmptyThenLooksInTheDirectory() {
		assertThat(Executables.find("tool", this.tool.getParent(), "")).isPresent();
	}

	@Test
	void findWhenTheFileIsNotExecutableThenGoesOn() {
		assertThat(find("tool", this.directory + ":" + this.tool.getParent())).contains(this.tool);
		assertThat(find("tool", this.directory.toString())).isEmpty();
	}

	@Test
	void findWhenTheNameIsADirectoryThenIsNotFound() {
		assertThat(find("bin", this.directory.toString())).isEmpty();
		assertThat(find("./bin", null)).isEmpty();
	}

	@Test
	void findWhenTheNameHasADirectoryThenIgnoresThePath() {
		assertThat(find("bin/tool", "/no/such")).contains(this.tool);
		assertThat(find(this.tool.toString(), null)).contains(this.tool);
		assertThat(find("other/tool", this.tool.getParent().toString())).isEmpty();
	}

	@Test
	void findWhenThereIsNoPathThenLooksWhereTheSystemDoes() {
		assertThat(find("sh", null)).isPresent();
	}

	@Test
	void searchPathWhenNotSetThenIsNone() {
		assertThat(Executables.searchPath(Map.of("Path", "/x"))).isNull();
		assertThat(Executables.searchPath(Map.of("PATH", "/x"))).isEqualTo("/x");
	}

	private Optional<Path> find(String program, @Nullable String searchPath) {
		return Executables.find(program, this.directory, searchPath);
	}

}
