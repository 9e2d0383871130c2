package org.intercom4j.boot.autoconfigure;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.intercom4j.boot.JavaProgram;
import org.intercom4j.boot.programs.PlainApplication;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs an application from a class path that really lacks the optional modules.
 */
class ReducedClassPathTests {

	private static final Pattern OPTIONAL = Pattern.compile(
			"(spring-boot-(actuator|health|jackson|micrometer|web|tomcat|servlet|http|starter)|micrometer|spring-web|tomcat|jakarta).*");

	private static final Pattern HEALTH_METRICS_WEB = Pattern
		.compile("(spring-boot-(health|micrometer|web|tomcat|servlet)|micrometer-core|tomcat).*");

	@Test
	void applicationWhenOptionalModulesAreMissingThenRunsItsChild() throws Exception {
		assertThat(run(OPTIONAL)).contains("workerChild is running", "Actuator is false");
	}

	@Test
	void applicationWhenHealthAndMetricsAreMissingThenHasEndpoint() throws Exception {
		assertThat(run(HEALTH_METRICS_WEB)).contains("workerChild is running", "Actuator is true");
	}

	private static List<String> run(Pattern left) throws Exception {
		String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !left.matcher(Path.of(entry).getFileName().toString()).matches())
			.collect(Collectors.joining(File.pathSeparator));
		return JavaProgram.run("java",
				List.of("-cp", classPath, PlainApplication.class.getName(),
						"--intercom.children.worker.command=sleep,600", "--management.endpoints.jmx.exposure.include=*",
						"--spring.jmx.enabled=true"));
	}

}
