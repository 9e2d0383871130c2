package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link BackoffPolicy}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class BackoffPolicyBuilder {

	private RestartCondition policy;

	private Set<Integer> successExitCodes;

	private Duration delay;

	private double multiplier;

	private Duration maxDelay;

	private double jitter;

	private @Nullable Integer maxRestarts;

	private @Nullable Duration window;

	private Duration resetAfter;

	BackoffPolicyBuilder(BackoffPolicy source) {
		this.policy = source.policy();
		this.successExitCodes = source.successExitCodes();
		this.delay = source.delay();
		this.multiplier = source.multiplier();
		this.maxDelay = source.maxDelay();
		this.jitter = source.jitter();
		this.maxRestarts = source.maxRestarts();
		this.window = source.window();
		this.resetAfter = source.resetAfter();
	}

	/**
	 * Which ends are followed by a restart; all by default.
	 * @param policy the condition
	 * @return this builder
	 */
	public BackoffPolicyBuilder policy(RestartCondition policy) {
		this.policy = policy;
		return this;
	}

	/**
	 * The codes of an end that is no failure; 0 by default.
	 * @param successExitCodes the codes
	 * @return this builder
	 */
	public BackoffPolicyBuilder successExitCodes(Set<Integer> successExitCodes) {
		this.successExitCodes = successExitCodes;
		return this;
	}

	/**
	 * The first pause; 500 milliseconds by default.
	 * @param delay the time, zero for none
	 * @return this builder
	 */
	public BackoffPolicyBuilder delay(Duration delay) {
		this.delay = delay;
		return this;
	}

	/**
	 * What each further pause of a row is longer by; 2 by default.
	 * @param multiplier at least 1
	 * @return this builder
	 */
	public BackoffPolicyBuilder multiplier(double multiplier) {
		this.multiplier = multiplier;
		return this;
	}

	/**
	 * The longest pause; 30 seconds by default.
	 * @param maxDelay not shorter than the first pause
	 * @return this builder
	 */
	public BackoffPolicyBuilder maxDelay(Duration maxDelay) {
		this.maxDelay = maxDelay;
		return this;
	}

	/**
	 * The share of a pause that is left to chance; 0.2 by default.
	 * @param jitter from 0 to 1
	 * @return this builder
	 */
	public BackoffPolicyBuilder jitter(double jitter) {
		this.jitter = jitter;
		return this;
	}

	/**
	 * How many restarts there may be before the child is given up; no limit by default.
	 * @param maxRestarts at least 1, or {@code null}
	 * @return this builder
	 */
	public BackoffPolicyBuilder maxRestarts(@Nullable Integer maxRestarts) {
		this.maxRestarts = maxRestarts;
		return this;
	}

	/**
	 * The time that the limit is counted within; that since the latest healthy run by
	 * default.
	 * @param window the time, or {@code null}
	 * @return this builder
	 */
	public BackoffPolicyBuilder window(@Nullable Duration window) {
		this.window = window;
		return this;
	}

	/**
	 * How long a run lasts that clears pause and count; 60 seconds by default.
	 * @param resetAfter the time
	 * @return this builder
	 */
	public BackoffPolicyBuilder resetAfter(Duration resetAfter) {
		this.resetAfter = resetAfter;
		return this;
	}

	/**
	 * Builds the policy.
	 * @return the policy
	 * @throws IllegalArgumentException if a value cannot be used
	 */
	public BackoffPolicy build() {
		return new BackoffPolicy(this.policy, this.successExitCodes, this.delay, this.multiplier, this.maxDelay,
				this.jitter, this.maxRestarts, this.window, this.resetAfter);
	}

}
