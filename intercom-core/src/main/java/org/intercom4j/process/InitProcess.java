package org.intercom4j.process;

import java.util.Optional;

/**
 * The first process of a system or container, which inherits all whose parents have ended
 * and has to take notice of their end. A JVM does not.
 */
final class InitProcess {

	private InitProcess() {
	}

	/**
	 * What to do about being that process.
	 * @param pid the pid of this JVM
	 * @return what to say, empty for any other process
	 */
	static Optional<String> advice(long pid) {
		return (pid == 1 && !Platform.WINDOWS) ? Optional
			.of("This JVM is process 1: what its children have started stays in the process table after its end, for "
					+ "nobody collects it. Run the JVM under an init process, such as by 'docker run --init' or tini.")
				: Optional.empty();
	}

}
