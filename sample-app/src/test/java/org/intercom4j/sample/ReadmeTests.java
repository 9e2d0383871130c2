package org.intercom4j.sample;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles and runs the code of the README as it stands there.
 */
class ReadmeTests {

	private static final String IMPORTS = """
			package com.example;
			import java.time.Duration;
			import org.intercom4j.*;
			import org.springframework.beans.factory.annotation.Qualifier;
			import org.springframework.boot.*;
			import org.springframework.boot.autoconfigure.SpringBootApplication;
			import org.springframework.context.event.EventListener;
			import org.springframework.stereotype.Component;
			""";

	private static final String APPLICATION = """
			@SpringBootApplication
			public class Application {
				public static void main(String[] args) {
					SpringApplication.run(Application.class, args);
				}
			}
			""";

	private final String readme = Files.readString(Path.of("..", "README.md"));

	@TempDir
	private Path directory;

	ReadmeTests() throws Exception {
	}

	@Test
	void firstExampleWhenRunThenGreets() throws Exception {
		write("application.yml", block("yaml", 0));
		write("com/example/Greetings.java", IMPORTS + block("java", 0));
		write("com/example/Greeter.java", IMPORTS + block("java", 1));
		write("com/example/Application.java", IMPORTS + APPLICATION);
		compile();
		Program program = new Program(List.of(this.directory.toString()), List.of());
		assertThat(program.outputUntil("Hello, world", "com.example.Application", "--server.port=0"))
			.endsWith("Hello, world");
	}

	@ParameterizedTest
	@CsvSource({ "python, greeter.py, python3", "javascript, greeter.js, node" })
	void scriptExampleWhenRunThenGreets(String language, String file, String interpreter) throws Exception {
		boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, interpreter)));
		if (System.getenv("CI") != null) {
			assertThat(installed).as("%s must be installed where CI runs", interpreter).isTrue();
		}
		Assumptions.assumeTrue(installed, () -> "skipped, because " + interpreter + " is not installed");
		write("application.yml", block("yaml", 0).replace("com.example.Greeter", "classpath:workers/" + file));
		write("workers/" + file, block(language, 0));
		write("com/example/Greetings.java", IMPORTS + block("java", 0));
		write("com/example/Application.java", IMPORTS + APPLICATION);
		compile();
		Program program = new Program(List.of(this.directory.toString()), List.of());
		assertThat(program.outputUntil("Hello, world", "com.example.Application", "--server.port=0"))
			.endsWith("Hello, world");
	}

	@Test
	void exampleWithoutSpringWhenRunThenGreets() throws Exception {
		write("com/example/Greeter.java", IMPORTS + block("java", 1));
		write("com/example/Plain.java", IMPORTS + """
				public class Plain {
					public static void main(String[] args) throws Exception {
				""" + block("java", 2) + """
						Thread.currentThread().join();
					}
				}
				""");
		compile();
		Program program = new Program(List.of(this.directory.toString()), List.of());
		assertThat(program.outputUntil("Hello, world", "com.example.Plain")).endsWith("Hello, world");
	}

	private String block(String language, int index) {
		Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(this.readme);
		for (int i = 0; i <= index; i++) {
			assertThat(matcher.find()).as("%s block %d of the README", language, i).isTrue();
		}
		return matcher.group(1);
	}

	private void write(String name, String content) throws Exception {
		Path file = this.directory.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

	private void compile() throws Exception {
		List<String> arguments = new ArrayList<>(
				List.of("-parameters", "-cp", System.getProperty("java.class.path"), "-d", this.directory.toString()));
		try (var files = Files.list(this.directory.resolve("com/example"))) {
			files.map(Path::toString).forEach(arguments::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

}
