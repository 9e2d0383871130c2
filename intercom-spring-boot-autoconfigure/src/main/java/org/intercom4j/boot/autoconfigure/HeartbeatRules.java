package org.intercom4j.boot.autoconfigure;

import java.time.Duration;

import org.intercom4j.heartbeat.HeartbeatOptions;
import org.jspecify.annotations.Nullable;

/**
 * What the heartbeat of one child must keep to, and what it means.
 *
 * @param keys the child's keys
 */
record HeartbeatRules(ChildProperty keys) {

	/**
	 * Checks both times.
	 * @throws InvalidChildPropertyException naming the first one that cannot be used
	 */
	HeartbeatOptions options(HeartbeatProperties heartbeat) {
		Duration interval = heartbeat.interval();
		Duration timeout = heartbeat.timeout();
		check("interval", interval);
		check("timeout", timeout);
		if (interval == null && timeout == null) {
			return HeartbeatOptions.NONE;
		}
		return new HeartbeatOptions((interval != null) ? interval : HeartbeatOptions.DEFAULT_INTERVAL,
				(timeout != null) ? timeout : HeartbeatOptions.DEFAULT_TIMEOUT, heartbeat.onHang(), heartbeat.dump());
	}

	private void check(String option, @Nullable Duration value) {
		if (value != null && (value.isNegative() || value.isZero())) {
			throw this.keys.refused("heartbeat." + option, value, "it is not more than zero",
					"Write a duration such as '10s'. Leave both times out for no heartbeat.");
		}
	}

}
