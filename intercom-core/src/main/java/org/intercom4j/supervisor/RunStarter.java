package org.intercom4j.supervisor;

import java.util.concurrent.CompletionStage;

/**
 * Starts the runs of one child.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RunStarter {

	/**
	 * Starts a process.
	 * @param incarnation the number of the run, from 1
	 * @return the run, or the reason why there is none
	 */
	CompletionStage<? extends ChildRun> start(int incarnation);

	/**
	 * Whether no process can be started any more, so that a start that failed is not
	 * tried again.
	 * @return whether it is closed
	 */
	default boolean isClosed() {
		return false;
	}

}
