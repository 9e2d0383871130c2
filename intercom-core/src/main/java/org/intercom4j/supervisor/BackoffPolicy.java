package org.intercom4j.supervisor;

import java.time.Duration;
import java.util.Set;

import org.intercom4j.process.ExitStatus;
import org.jspecify.annotations.Nullable;

/**
 * Restarts with pauses that grow: 500 milliseconds that double up to 30 seconds, with a
 * jitter of 0.2, without end, after any end, by default.
 * <p>
 * The pause after restart number n of a row is {@code delay * multiplier^n}, times a
 * random factor from {@code 1 - jitter} to {@code 1 + jitter}, at most {@code maxDelay}.
 * A run of {@code resetAfter} or longer begins a new row. A program that cannot be
 * started, or ends with code 126 or 127, is waited for {@link #SHORTEST_RETRY} at least,
 * so that no options make it spin.
 *
 * @param policy which ends are followed by a restart
 * @param successExitCodes the codes of an end that is no failure; a signal is one, unless
 * its code, such as 143 for SIGTERM, is among them
 * @param delay the first pause; zero for none
 * @param multiplier what each further pause of a row is longer by; at least 1
 * @param maxDelay the longest pause
 * @param jitter the share of a pause that is left to chance, from 0 to 1
 * @param maxRestarts how many restarts there may be before the child is given up, or
 * {@code null} for no limit
 * @param window the time that {@code maxRestarts} is counted within, or {@code null} for
 * that since the latest healthy run
 * @param resetAfter how long a healthy run lasts
 * @since 0.1.0
 */
public record BackoffPolicy(RestartCondition policy, Set<Integer> successExitCodes, Duration delay, double multiplier,
		Duration maxDelay, double jitter, @Nullable Integer maxRestarts, @Nullable Duration window,
		Duration resetAfter) implements RestartPolicy {

	/** The shortest pause after a start that failed. */
	public static final Duration SHORTEST_RETRY = Duration.ofMillis(100);

	/** The longest pause that there may be. */
	public static final Duration LONGEST_DELAY = Duration.ofDays(365);

	/** What holds when nothing is set. */
	public static final BackoffPolicy DEFAULT = new BackoffPolicy(RestartCondition.ALWAYS, Set.of(0),
			Duration.ofMillis(500), 2, Duration.ofSeconds(30), 0.2, null, null, Duration.ofSeconds(60));

	private static final int NOT_EXECUTABLE = 126;

	private static final int NOT_FOUND = 127;

	/**
	 * Copies the codes and refuses values that no child can be supervised by.
	 */
	public BackoffPolicy {
		successExitCodes = Set.copyOf(successExitCodes);
		require("'delay' must not be negative", !delay.isNegative(), delay);
		require("'multiplier' must be at least 1", multiplier >= 1 && Double.isFinite(multiplier), multiplier);
		require("'maxDelay' must not be shorter than 'delay' of " + delay, maxDelay.compareTo(delay) >= 0, maxDelay);
		require("'maxDelay' must be at most " + LONGEST_DELAY, maxDelay.compareTo(LONGEST_DELAY) <= 0, maxDelay);
		require("'jitter' must be from 0 to 1", jitter >= 0 && jitter <= 1, jitter);
		require("'maxRestarts' must be at least 1", maxRestarts == null || maxRestarts >= 1, maxRestarts);
		require("'window' must be longer than zero", window == null || isPositive(window), window);
		require("'window' has no effect without 'maxRestarts'", window == null || maxRestarts != null, window);
		require("'resetAfter' must be longer than zero", isPositive(resetAfter), resetAfter);
	}

	private static void require(String rule, boolean kept, @Nullable Object value) {
		if (!kept) {
			throw new IllegalArgumentException(rule + " but was " + value);
		}
	}

	private static boolean isPositive(Duration value) {
		return !value.isNegative() && !value.isZero();
	}

	/**
	 * A policy that differs from the default.
	 * @return a builder with the defaults
	 */
	public static BackoffPolicyBuilder builder() {
		return DEFAULT.toBuilder();
	}

	/**
	 * A policy that differs from this one.
	 * @return a builder
	 */
	public BackoffPolicyBuilder toBuilder() {
		return new BackoffPolicyBuilder(this);
	}

	@Override
	public RestartDecision decide(RestartSituation situation) {
		ExitStatus status = situation.status();
		String end = end(situation);
		if (this.policy != RestartCondition.ALWAYS && situation.fault() == null && isSuccess(status)) {
			return new RestartDecision.Complete(end + ", which is a success");
		}
		if (this.policy == RestartCondition.NEVER) {
			return new RestartDecision.GiveUp(end + " and is never restarted");
		}
		if (this.maxRestarts != null && counted(situation) >= this.maxRestarts) {
			return new RestartDecision.GiveUp(end + " after " + limit(this.maxRestarts));
		}
		String row = (situation.streak() > 0)
				? ", after %d restarts in a row".formatted(situation.streak()).replace(" 1 restarts", " 1 restart")
				: "";
		return new RestartDecision.Restart(pause(situation), end + row);
	}

	private static String end(RestartSituation situation) {
		if (situation.fault() != null) {
			return situation.fault();
		}
		return (situation.status() != null) ? "it ended with " + situation.status() : "it could not be started";
	}

	private boolean isSuccess(@Nullable ExitStatus status) {
		return status != null
				&& this.successExitCodes.stream().map(ExitStatus::of).anyMatch((success) -> success.equals(status));
	}

	private long counted(RestartSituation situation) {
		Duration period = this.window;
		if (period == null) {
			return situation.streak();
		}
		return situation.restarts().stream().filter((age) -> age.compareTo(period) < 0).count();
	}

	private String limit(int most) {
		String restarts = (most == 1) ? "the 1 restart that is" : "the %d restarts that are".formatted(most);
		return (this.window != null) ? "%s allowed within %s".formatted(restarts, this.window)
				: "%s allowed without a run of %s".formatted(restarts, this.resetAfter);
	}

	private Duration pause(RestartSituation situation) {
		double longest = this.maxDelay.toNanos();
		double growth = Math.pow(this.multiplier, situation.streak());
		double plain = this.delay.isZero() ? 0 : Math.min(this.delay.toNanos() * growth, longest);
		double factor = 1 + this.jitter * (2 * situation.random() - 1);
		Duration pause = Duration.ofNanos(Math.round(Math.min(plain * factor, longest)));
		return (hasBegun(situation.status()) || pause.compareTo(SHORTEST_RETRY) >= 0) ? pause : SHORTEST_RETRY;
	}

	private static boolean hasBegun(@Nullable ExitStatus status) {
		Integer code = (status != null) ? status.code() : Integer.valueOf(NOT_FOUND);
		return code == null || (code != NOT_EXECUTABLE && code != NOT_FOUND);
	}

	@Override
	public boolean isSpinning(Duration uptime) {
		return false;
	}

	@Override
	public boolean isHealthy(Duration uptime) {
		return uptime.compareTo(this.resetAfter) >= 0;
	}

	@Override
	public boolean coversFailedStarts() {
		return true;
	}

	@Override
	public int remembered() {
		return (this.window != null && this.maxRestarts != null) ? this.maxRestarts : 0;
	}

}
