package org.intercom4j.readiness;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Runs the command of a probe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CommandRunner {

	/**
	 * Runs a command to its end, in the directory and environment of the child. One that
	 * takes too long is killed.
	 * @param command the program and its arguments
	 * @return completes with whether it ended with exit code 0; fails if it cannot be run
	 */
	CompletionStage<Boolean> run(List<String> command);

}
