package org.intercom4j.supervisor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;

import org.intercom4j.process.StopTimeouts;

/**
 * What a supervisor is given to supervise one child with.
 *
 * @param policy when an ended process is started again
 * @param stopTimeouts how long each step of a stop may take
 * @param starter starts the processes
 * @param listener hears of every step
 * @param timer clock and alarms
 * @param random gives numbers from 0 to below 1, for the jitter of pauses
 * @since 0.1.0
 */
public record Supervision(RestartPolicy policy, StopTimeouts stopTimeouts, RunStarter starter,
		SupervisorListener listener, Timer timer, DoubleSupplier random) {

	void refuse(CompletableFuture<Void> future, String text) {
		IllegalStateException reason = new IllegalStateException(text);
		this.listener.refused(reason);
		future.completeExceptionally(reason);
	}

	/** Whatever a starter throws is a start that failed. */
	CompletionStage<? extends ChildRun> start(int incarnation) {
		try {
			return this.starter.start(incarnation);
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedStage(ex);
		}
	}

}
