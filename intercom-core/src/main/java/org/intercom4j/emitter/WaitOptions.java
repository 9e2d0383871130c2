package org.intercom4j.emitter;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * How to wait for an event.
 *
 * @param timeout fails the wait with a {@link java.util.concurrent.TimeoutException};
 * none by default
 * @param filter which events end the wait; every one by default
 * @param errorFirst whether the first argument is an error that fails the wait unless it
 * is {@code null}, and is left out of the result; false by default
 * @param failOnError whether an {@code error} event fails the wait; false by default
 * @since 0.1.0
 */
public record WaitOptions(@Nullable Timeout timeout, Predicate<Event> filter, boolean errorFirst, boolean failOnError) {

	/**
	 * The default options.
	 * @return the options
	 */
	public static WaitOptions defaults() {
		return new WaitOptions(null, (event) -> true, false, false);
	}

	/**
	 * Options with a timeout.
	 * @param duration how long to wait at most
	 * @param scheduler measures the time
	 * @return the options
	 */
	public WaitOptions withTimeout(Duration duration, ScheduledExecutorService scheduler) {
		return new WaitOptions(new Timeout(duration, scheduler), this.filter, this.errorFirst, this.failOnError);
	}

	/**
	 * Options with a filter.
	 * @param filter which events end the wait
	 * @return the options
	 */
	public WaitOptions withFilter(Predicate<Event> filter) {
		return new WaitOptions(this.timeout, filter, this.errorFirst, this.failOnError);
	}

	/**
	 * Options for events whose first argument is an error or {@code null}.
	 * @return the options
	 */
	public WaitOptions withErrorFirst() {
		return new WaitOptions(this.timeout, this.filter, true, this.failOnError);
	}

	/**
	 * Options for a wait that the next {@code error} event fails.
	 * @return the options
	 */
	public WaitOptions withFailOnError() {
		return new WaitOptions(this.timeout, this.filter, this.errorFirst, true);
	}

	/**
	 * The end of a wait.
	 *
	 * @param duration how long to wait at most
	 * @param scheduler measures the time
	 */
	public record Timeout(Duration duration, ScheduledExecutorService scheduler) {

	}

}
