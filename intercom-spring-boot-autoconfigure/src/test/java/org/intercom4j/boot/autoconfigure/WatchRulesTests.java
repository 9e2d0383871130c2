package org.intercom4j.boot.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.intercom4j.boot.watch.WatchOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WatchRulesTests {

	private final Map<String, String> properties = new HashMap<>();

	@TempDir
	private Path directory;

	@BeforeEach
	void writeScript() throws Exception {
		this.properties.put("c.script", Files.createFile(this.directory.resolve("worker.py")).toString());
	}

	private @Nullable WatchOptions options(boolean development) {
		ChildProperties child = new Binder(new MapConfigurationPropertySource(this.properties))
			.bind("c", ChildProperties.class)
			.get();
		return new WatchRules(new ChildProperty("worker"), development).options(child);
	}

	@Test
	void optionsWhenNothingIsSetThenFilesAreWatchedInDevelopmentOnly() {
		assertThat(options(false)).isNull();
		assertThat(options(true)).isEqualTo(new WatchOptions(List.of(this.directory),
				List.of("**/.git/**", "**/__pycache__/**", "**/node_modules/**", "**/*~", "**/*.swp"),
				Duration.ofMillis(500)));
	}

	@Test
	void optionsWhenEnabledIsSetThenThatCounts() {
		this.properties.put("c.watch.enabled", "false");
		assertThat(options(true)).isNull();
		this.properties.put("c.watch.enabled", "true");
		assertThat(options(false)).isNotNull();
	}

	@Test
	void optionsWhenThereIsASourceDirectoryThenThatIsWatched() throws Exception {
		Files.createDirectory(this.directory.resolve("lib"));
		Files.createFile(this.directory.resolve("lib/tool.py"));
		this.properties.put("c.script", "lib/tool.py");
		this.properties.put("c.source-dir", this.directory.toString());
		assertThat(options(true)).isNotNull().extracting(WatchOptions::paths).isEqualTo(List.of(this.directory));
	}

	@Test
	void optionsWhenTheScriptIsAResourceThenItsDirectoryIsWatched() throws Exception {
		String name = getClass().getName().replace('.', '/') + ".class";
		this.properties.put("c.script", "classpath:" + name);
		Path file = Path.of(getClass().getClassLoader().getResource(name).toURI());
		assertThat(options(true)).isNotNull().extracting(WatchOptions::paths).isEqualTo(List.of(file.getParent()));
	}

	@Test
	void optionsWhenNoFilesAreKnownThenThereIsNoneOrItIsRefused() {
		this.properties.put("c.script", "com.example.Worker");
		assertThat(options(true)).isNull();
		this.properties.put("c.watch.enabled", "true");
		assertThatExceptionOfType(InvalidChildPropertyException.class).isThrownBy(() -> options(true))
			.withMessageContaining("Property 'intercom.children.worker.watch.enabled' "
					+ "nothing tells which files belong to the child.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			debounce | -1s        | it is negative
			ignore   | [a         | it is no glob pattern
			paths    | no/such    | there is no such directory or file
			paths    | ' , '      | it is empty
			""")
	void optionsWhenAValueCannotBeUsedThenSaysWhy(String option, String value, String reason) {
		this.properties.put("c.watch." + option, value);
		assertThatExceptionOfType(InvalidChildPropertyException.class).isThrownBy(() -> options(true))
			.withMessageContaining("Property 'intercom.children.worker.watch." + option + "'")
			.withMessageContaining(reason);
	}

}
