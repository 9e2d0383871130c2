package org.intercom4j.supervisor;

import java.time.Duration;

/**
 * The time of a supervisor: a monotonic clock and alarms.
 *
 * @since 0.1.0
 */
public interface Timer {

	/**
	 * The monotonic clock.
	 * @return nanoseconds since some moment
	 */
	long nanoTime();

	/**
	 * Runs a task once, later, on a thread of the timer.
	 * @param delay how much later
	 * @param task what to run; it must not block
	 * @return takes the alarm back; harmless when it has gone off
	 */
	Runnable schedule(Duration delay, Runnable task);

}
