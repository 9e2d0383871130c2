package org.intercom4j.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.intercom4j.programs.Echo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DisabledOnOs(OS.WINDOWS)
class ScriptCommandTests {

	@TempDir
	private Path directory;

	private final ExtractedFiles files = new ExtractedFiles(getClass().getClassLoader());

	private final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	@Test
	void commandWhenAMainClassThenRunsOnThisJdkAndClassPath() {
		ScriptCommand script = new ScriptCommand(Echo.class.getName(), null, null, null, List.of("-Xmx16m"),
				List.of("a", "b"));
		assertThat(script.kind()).isEqualTo(ScriptKind.JAVA);
		String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
		assertThat(script.program(this.files).command()).containsExactly(this.java, "-cp", classPath, "-Xmx16m",
				Echo.class.getName(), "a", "b");
	}

	@Test
	void commandWhenAJarThenRunsIt() throws IOException {
		String jar = file("worker.JAR", "rw-------").toString();
		ScriptCommand script = script("worker.JAR", this.directory);
		assertThat(script.kind()).isEqualTo(ScriptKind.JAVA);
		assertThat(script.program(this.files).command()).containsExactly(this.java, "-x", "-jar", jar, "a");
	}

	@Test
	void commandWhenPythonThenRunsTheInterpreterOfThePath() throws IOException {
		String file = file("worker.py", "rw-------").toString();
		ScriptCommand script = script("worker.py", this.directory);
		assertThat(script.kind()).isEqualTo(ScriptKind.PYTHON);
		assertThat(script.program(this.files).command()).containsExactly("python3", "-u", "-X", "utf8", "-x", file,
				"a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "worker.js", "worker.mjs", "worker.cjs", "Worker.JS" })
	void commandWhenJavaScriptThenRunsNode(String name) throws IOException {
		String file = file(name, "rw-------").toString();
		assertThat(script(name, this.directory).program(this.files).command()).containsExactly("node", "--require",
				this.files.runtime().resolve("intercom.cjs").toString(), "-x", file, "a");
	}

	@Test
	void commandWhenExecutableThenRunsByItself() throws IOException {
		String file = file("worker", "rwx------").toString();
		assertThat(script("worker", this.directory).program(this.files).command()).containsExactly(file, "-x", "a");
	}

	@Test
	void commandWhenTheFileSaysNothingThenTellsWhatToDo() throws IOException {
		file("worker.rb", "rw-------");
		assertThatExceptionOfType(LaunchException.class)
			.isThrownBy(() -> script("worker.rb", this.directory).program(this.files).command())
			.withMessageStartingWith("script 'worker.rb' is not executable, and its ending names no interpreter: ")
			.satisfies((ex) -> assertThat(ex.option()).isEqualTo("script"))
			.satisfies((ex) -> assertThat(ex.action()).startsWith("Make it executable"));
	}

	@Test
	void commandWhenMissingThenTellsWhereItLooked() {
		assertThatExceptionOfType(LaunchException.class)
			.isThrownBy(() -> script("no/such.py", this.directory).program(this.files).command())
			.withMessageContaining("does not exist: there is no file " + this.directory.resolve("no/such.py") + ".");
		assertThatExceptionOfType(LaunchException.class)
			.isThrownBy(() -> script("no.such.Program", this.directory).program(this.files).command())
			.withMessageContaining(" and no such class on the class path");
	}

	@Test
	void commandWhenADirectoryHasTheNameThenIsMissing() throws IOException {
		Files.createDirectory(this.directory.resolve("worker.py"));
		assertThatExceptionOfType(LaunchException.class)
			.isThrownBy(() -> script("worker.py", this.directory).program(this.files).command())
			.withMessageContaining("does not exist");
	}

	@Test
	void pathWhenRelativeThenIsMadeAbsolute() {
		assertThat(script("x/../worker.js", null).path()).isEqualTo(Path.of("worker.js").toAbsolutePath());
		assertThat(script("worker.js", Path.of("scripts")).path())
			.isEqualTo(Path.of("scripts/worker.js").toAbsolutePath());
	}

	@Test
	void pathWhenAbsoluteThenIgnoresTheSourceDirectory() {
		assertThat(script("/opt/worker.js", this.directory).path()).isEqualTo(Path.of("/opt/worker.js"));
	}

	private ScriptCommand script(String script, @Nullable Path sourceDir) {
		return new ScriptCommand(script, sourceDir, null, null, List.of("-x"), List.of("a"));
	}

	private Path file(String name, String permissions) throws IOException {
		return Files.createFile(this.directory.resolve(name),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
	}

}
