package org.intercom4j.supervisor;

import java.time.Duration;

import org.intercom4j.process.ExitStatus;

/**
 * How a run ended and what was decided.
 *
 * @param incarnation the number of the run, from 1
 * @param pid the process id that it had
 * @param status code or signal
 * @param uptime how long the process ran
 * @param spinning whether that was less than the minimum uptime of a
 * {@link MonitorPolicy}
 * @param decision restart, give up, complete or stop
 * @since 0.1.0
 */
public record RunEnd(int incarnation, long pid, ExitStatus status, Duration uptime, boolean spinning,
		RestartDecision decision) {
}
