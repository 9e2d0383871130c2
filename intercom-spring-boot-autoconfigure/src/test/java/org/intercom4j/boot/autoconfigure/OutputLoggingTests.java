package org.intercom4j.boot.autoconfigure;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.intercom4j.ChildExitEvent;
import org.intercom4j.boot.EventRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a declared child prints, in the log.
 */
class OutputLoggingTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("org.intercom4j.child.printer");

	private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

	@BeforeEach
	void attach() {
		this.logged.start();
		this.logger.addAppender(this.logged);
	}

	@AfterEach
	void detach() {
		this.logger.detachAppender(this.logged);
	}

	@Test
	void childWhenLevelsAndPatternsAreDeclaredThenIsLoggedSo() {
		assertThat(printed("echo plain; echo WARN careful; echo bad >&2", "stdout-level=error", "stderr-level=off",
				"level-patterns[0].pattern=^WARN", "level-patterns[0].level=warn"))
			.containsExactly("ERROR plain [null]", "WARN WARN careful [null]");
	}

	@Test
	void childWhenItPrintsJsonThenIsLoggedWithPairs() {
		assertThat(printed(
				"echo '{\"level\": \"warn\", \"msg\": \"full\", \"timestamp\": 1, \"disk\": \"sda\"}'; echo text",
				"format=json"))
			.containsExactly("WARN full [[disk=\"sda\"]]", "INFO text [null]");
	}

	private List<String> printed(String shell, String... output) {
		String[] properties = List.of(output)
			.stream()
			.map((property) -> "intercom.children.printer.output." + property)
			.toArray(String[]::new);
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(IntercomAutoConfiguration.class))
			.withBean(EventRecorder.class)
			.withPropertyValues("intercom.children.printer.command[0]=sh", "intercom.children.printer.command[1]=-c",
					"intercom.children.printer.command[2]=" + shell, "intercom.children.printer.max=1")
			.withPropertyValues(properties)
			.run((context) -> context.getBean(EventRecorder.class).await(ChildExitEvent.class));
		return this.logged.list.stream()
			.map((event) -> "%s %s [%s]".formatted(event.getLevel(), event.getFormattedMessage(),
					event.getKeyValuePairs()))
			.toList();
	}

}
