package org.intercom4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

import org.intercom4j.Intercom;

/**
 * What the measures run on.
 *
 * @param programs the directory of the programs and of the original
 * @param intercom ours
 * @param original the original
 */
record Stage(Path programs, Intercom intercom, MeasuringProcess original) implements AutoCloseable {

	static Stage open(Path target) throws IOException {
		Path programs = target.resolve("programs");
		return new Stage(programs, Intercom.builder().build(), MeasuringProcess.original(programs));
	}

	@Override
	public void close() throws IOException {
		this.intercom.close();
		this.original.close();
	}

}
