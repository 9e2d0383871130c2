package org.intercom4j.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts the application as ahead-of-time processing has prepared it.
 */
class AheadOfTimeTests {

	private static final Path PREPARED = Path.of("target", "spring-aot", "main", "classes");

	@Test
	void applicationWhenPreparedAheadOfTimeThenMakesItsFirstThumbnail() throws Exception {
		assertThat(Files.isDirectory(PREPARED)).as("%s, made by process-aot", PREPARED).isTrue();
		Program program = new Program(List.of(PREPARED.toString()), List.of("-Dspring.aot.enabled=true"));
		assertThat(program.outputUntil("Made a thumbnail of sample.jpg", SampleApplication.class.getName(),
				"--server.port=0", "--intercom.children.extra.command=sleep,1000"))
			.contains("Starting AOT-processed SampleApplication", "Child 'extra' started")
			.contains("640x480");
	}

}
