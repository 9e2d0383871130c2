package org.intercom4j.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.intercom4j.ChildOptionsBuilder;

/**
 * The language that the scripts of a vector are written in.
 */
interface VectorScript {

	/** How many vectors run at once; they mostly wait. */
	int atATime();

	/** What the names of scripts end with. */
	String ending();

	void write(Path file) throws IOException;

	/**
	 * What all processes of a vector need before the first one.
	 * @param child their programs
	 */
	void prepare(VectorDirectory directory, Object child) throws IOException;

	/**
	 * Arguments of the runtime by which the bench is found, and those of the vector.
	 */
	List<String> runtime(VectorDirectory directory, List<?> given);

	void configure(ChildOptionsBuilder options, VectorDirectory directory, Map<?, ?> vector);

	/** Whether the recorded package itself runs in the child. */
	boolean isPackageInChild();

	/** Whether a process tells the bench when its main part has run. */
	boolean tellsMainDone();

	/** After the processes have gone: what they left in files. */
	void collect(VectorDirectory directory, VectorBench bench) throws IOException;

	/** The words by which another JVM makes the same. */
	List<String> words();

	static VectorScript of(List<String> words) {
		return switch (words.get(0)) {
			case ArchiveScript.WORD -> new ArchiveScript();
			case NodeScript.WORD -> new NodeScript((words.size() > 1) ? Path.of(words.get(1)) : null);
			default -> throw new IllegalArgumentException("unknown language " + words);
		};
	}

}
