package org.intercom4j.supervisor;

/**
 * A start that failed and what was decided.
 *
 * @param incarnation the number that the run would have had
 * @param reason why there is no process
 * @param decision restart, give up or stop
 * @since 0.1.0
 */
public record FailedStart(int incarnation, Throwable reason, RestartDecision decision) {
}
