package org.intercom4j.boot.autoconfigure;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.intercom4j.boot.JavaProgram;
import org.intercom4j.boot.programs.PlainApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes an application ahead of time, as the build plug-ins do, and runs it.
 */
class AheadOfTimeTests {

	private static final String CLASS_PATH = System.getProperty("java.class.path");

	private static final List<String> WEB = List.of("--server.port=0", "--management.endpoints.web.exposure.include=*");

	@TempDir
	private static Path directory;

	@Test
	void applicationWhenProcessedThenHasTheChildrenOfItsRunTime() throws Exception {
		compile();
		List<String> arguments = new ArrayList<>(List.of("-Dspring.aot.enabled=true", "-cp",
				directory.resolve("classes") + File.pathSeparator + directory.resolve("resources") + File.pathSeparator
						+ CLASS_PATH,
				PlainApplication.class.getName(), "--intercom.children.worker.command=sleep,600",
				"--intercom.children.worker.auto-startup=false", "--intercom.children.extra.command=sleep,600"));
		arguments.addAll(WEB);
		assertThat(JavaProgram.run("java", arguments)).anyMatch((line) -> line.contains("Starting AOT-processed"))
			.contains("workerChild is nothing", "extraChild is running", "Injected is worker", "Actuator is true");
	}

	@Test
	void applicationWhenProcessedThenHintsAtEventsAndDescriptors() throws Exception {
		try (Stream<Path> files = Files.walk(directory.resolve("resources"))) {
			Path hints = files.filter((file) -> file.endsWith("reachability-metadata.json")).findFirst().orElseThrow();
			assertThat(hints).content()
				.contains("org.intercom4j.ChildMessageEvent", "org.intercom4j.boot.actuate.endpoint.ChildDescriptor",
						"IntercomEndpoint$OutputDescriptor", "IntercomEndpoint$CrashesDescriptor",
						"ChildDescriptor$CrashDescriptor",
						"org.intercom4j.boot.autoconfigure.IntercomProperties$ChildProperties");
		}
	}

	@BeforeAll
	static void process() throws Exception {
		List<String> arguments = new ArrayList<>(
				List.of("-cp", CLASS_PATH, SpringApplicationAotProcessor.class.getName(),
						PlainApplication.class.getName(), directory.resolve("sources").toString(),
						directory.resolve("resources").toString(), directory.resolve("classes").toString(),
						"org.intercom4j", "plain", "--intercom.children.worker.command=sleep,600"));
		arguments.addAll(WEB);
		JavaProgram.run("java", arguments);
	}

	private static void compile() throws Exception {
		List<String> arguments = new ArrayList<>(
				List.of("-nowarn", "-proc:none", "-d", directory.resolve("classes").toString(), "-cp",
						directory.resolve("classes") + File.pathSeparator + CLASS_PATH));
		try (Stream<Path> sources = Files.walk(directory.resolve("sources"))) {
			sources.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(arguments::add);
		}
		JavaProgram.run("javac", arguments);
	}

}
