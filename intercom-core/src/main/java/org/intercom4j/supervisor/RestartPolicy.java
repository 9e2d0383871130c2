package org.intercom4j.supervisor;

import java.time.Duration;

/**
 * When an ended child is started again. Pure: the same values give the same decision.
 * <ul>
 * <li>{@link BackoffPolicy}: pauses that grow, a limit within a window, exit codes; the
 * default</li>
 * <li>{@link MonitorPolicy}: the rules of the original</li>
 * </ul>
 *
 * @since 0.1.0
 */
public sealed interface RestartPolicy permits BackoffPolicy, MonitorPolicy {

	/**
	 * Decides after a run that nobody asked to end, or after a start that failed.
	 * @param situation how it ended, and what came before
	 * @return restart, give up or complete
	 */
	RestartDecision decide(RestartSituation situation);

	/**
	 * Whether a run was too short by the original's rules.
	 * @param uptime how long it lasted
	 * @return whether it was spinning
	 */
	boolean isSpinning(Duration uptime);

	/**
	 * Whether a run was so long that the restarts before it are forgotten, however it
	 * ended.
	 * @param uptime how long it lasted
	 * @return whether it clears pause and count
	 */
	boolean isHealthy(Duration uptime);

	/**
	 * Whether the policy decides after a start that failed, too; otherwise the child is
	 * given up.
	 * @return whether it does
	 */
	boolean coversFailedStarts();

	/**
	 * How far the policy looks back.
	 * @return how many of the latest restarts it wants to know the time of
	 */
	int remembered();

}
