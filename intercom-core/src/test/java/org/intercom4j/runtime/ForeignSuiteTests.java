package org.intercom4j.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the runtimes' own tests, which stand beside their language's tools.
 */
class ForeignSuiteTests {

	@Test
	void nodeWhenItsTestsAreRunThenPass() throws IOException {
		ForeignProgram.require("node");
		List<String> command;
		try (Stream<Path> files = Files.list(Path.of("src/test/node"))) {
			command = Stream
				.concat(Stream.of("node", "--test"),
						files.map(Path::toString).filter((name) -> name.endsWith(".test.cjs")).sorted())
				.toList();
		}
		List<String> lines = ForeignProgram.run(command.toArray(String[]::new));
		assertThat(lines).anyMatch((line) -> line.matches(".*\\bpass [1-9].*"))
			.anyMatch((line) -> line.endsWith("fail 0"));
		lines.stream().filter((line) -> line.contains("# SKIP")).forEach(System.out::println);
	}

	@Test
	void pythonWhenItsTestsAreRunThenPass() {
		ForeignProgram.require("python3");
		List<String> lines = ForeignProgram.run("python3", "-m", "unittest", "discover", "-s", "src/test/python");
		assertThat(lines).anyMatch((line) -> line.matches("Ran [1-9]\\d* tests in .*"));
	}

}
