package org.intercom4j.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.intercom4j.Child;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Starts an application that must fail, and gives the report that it printed.
 *
 * @param directory where its configuration is written
 */
record ConfigurationFailure(Path directory) {

	/** With one child, called resizer. */
	String of(CapturedOutput output, String options) throws IOException {
		return of(output, "resizer", options);
	}

	String of(CapturedOutput output, String name, String options) throws IOException {
		return ofFile(output, "intercom:\n  children:\n    %s:\n%s".formatted(name, options.indent(6)));
	}

	/** The report, with the temporary directory and the search path shortened. */
	String ofFile(CapturedOutput output, String yaml) throws IOException {
		Path file = this.directory.resolve("application.yml");
		Files.writeString(file, yaml);
		assertThatThrownBy(() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--spring.config.location=" + file.toUri(), "--spring.main.banner-mode=off"))
			.isInstanceOf(RuntimeException.class);
		String text = output.toString();
		return text.substring(text.indexOf("Description:"))
			.replace(this.directory.toString(), "DIR")
			.replace(Path.of("").toAbsolutePath().toString(), "HERE")
			.replace("(" + System.getenv("PATH") + ")", "(PATH)")
			.strip();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Object takenChild() {
			return Child.class;
		}

	}

}
