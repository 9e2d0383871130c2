package org.intercom4j.boot.watch;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PathFilterTests {

	private final PathFilter filter = new PathFilter(
			List.of("**/.git/**", "**/__pycache__/**", "**/*~", "**/*.swp", "*.log", "build/**"));

	@ParameterizedTest
	@CsvSource({ ".git, true", ".git/HEAD, true", "a/.git/x/y, true", ".github, false", "a/__pycache__, true",
			"worker.py~, true", "a/b/.worker.py.swp, true", "worker.py, false", "a/worker.py, false", "x.log, true",
			"a/x.log, false", "build, true", "a/build/x, false" })
	void ignoresWhenAPatternMatchesThenIsTrue(String path, boolean ignored) {
		assertThat(this.filter.ignores(Path.of(path))).isEqualTo(ignored);
	}

}
