package org.intercom4j.supervisor;

import java.time.Duration;

/**
 * What happens after a process has ended or could not be started, and why.
 *
 * @since 0.1.0
 */
public sealed interface RestartDecision {

	/**
	 * Why it was decided so.
	 * @return a sentence without its full stop
	 */
	String reason();

	/**
	 * Whether the child stays down until somebody starts it.
	 * @return whether no restart follows
	 */
	default boolean permanent() {
		return !(this instanceof Restart);
	}

	/**
	 * The child is started again.
	 *
	 * @param delay the pause before the start; zero for none
	 * @param reason why
	 */
	record Restart(Duration delay, String reason) implements RestartDecision {
	}

	/**
	 * The policy allows no further restart.
	 *
	 * @param reason why
	 */
	record GiveUp(String reason) implements RestartDecision {
	}

	/**
	 * The process has done its work; the child is down as after a stop.
	 *
	 * @param reason why
	 */
	record Complete(String reason) implements RestartDecision {
	}

	/**
	 * The child was stopped on purpose.
	 *
	 * @param reason why
	 */
	record Stop(String reason) implements RestartDecision {

		static final Stop ASKED_FOR = new Stop("it was stopped");

		static final Stop NO_RESTART = new Stop("it was asked not to be restarted");

	}

}
