package org.intercom4j.benchmarks;

import java.nio.file.Path;

import org.intercom4j.ChildOptions;
import org.intercom4j.ChildOptionsBuilder;

/**
 * What a child is written in.
 */
enum Language {

	JAVA("Java"), NODE("Node"), PYTHON("Python");

	private final String label;

	Language(String label) {
		this.label = label;
	}

	ChildOptionsBuilder worker(Path programs) {
		return ChildOptions.builder(switch (this) {
			case JAVA -> WorkerProgram.class.getName();
			case NODE -> programs.resolve("worker.cjs").toString();
			case PYTHON -> programs.resolve("worker.py").toString();
		});
	}

	@Override
	public String toString() {
		return this.label;
	}

}
