package org.intercom4j.limits;

/**
 * Hears of a process that reaches its limits, on a thread of the pool.
 *
 * @since 0.1.0
 */
public interface LimitListener {

	/**
	 * Nine tenths of the memory are used. Called once for each process.
	 * @param reason the figures
	 */
	void near(String reason);

	/**
	 * A limit is exceeded. Nothing is looked at any more.
	 * @param reason which, with figures
	 */
	void exceeded(String reason);

}
