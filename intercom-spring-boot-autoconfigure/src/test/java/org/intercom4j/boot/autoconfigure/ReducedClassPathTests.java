package org.intercom4j.boot.autoconfigure;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.intercom4j.boot.programs.PlainApplication;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs an application from a class path that really lacks the optional modules.
 */
class ReducedClassPathTests {

	private static final Pattern OPTIONAL = Pattern.compile(
			"(spring-boot-(actuator|health|jackson|micrometer|web|tomcat|servlet|http|starter)|micrometer|spring-web|tomcat|jakarta).*");

	@Test
	void applicationWhenOptionalModulesAreMissingThenRunsItsChild() throws Exception {
		assertThat(run(OPTIONAL)).contains("The child is RUNNING", "Actuator is false");
	}

	@Test
	void applicationWhenHealthAndMetricsAreMissingThenHasEndpoint() throws Exception {
		assertThat(
				run(Pattern.compile("(spring-boot-(health|micrometer|web|tomcat|servlet)|micrometer-core|tomcat).*")))
			.contains("The child is RUNNING", "Actuator is true");
	}

	private static List<String> run(Pattern left) throws Exception {
		String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !left.matcher(Path.of(entry).getFileName().toString()).matches())
			.collect(Collectors.joining(File.pathSeparator));
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				classPath, PlainApplication.class.getName(), "--intercom.children.worker.command=sleep,600",
				"--management.endpoints.web.exposure.include=intercom", "--management.endpoints.jmx.exposure.include=*",
				"--spring.jmx.enabled=true")
			.redirectErrorStream(true)
			.start();
		List<String> output = process.inputReader().lines().toList();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(String.join("\n", output)).isZero();
		return output;
	}

}
