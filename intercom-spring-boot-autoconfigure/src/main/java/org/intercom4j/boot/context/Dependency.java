package org.intercom4j.boot.context;

/**
 * Another child that a child is started after.
 *
 * @param child the other child's name
 * @param condition what is waited for
 * @since 0.1.0
 */
public record Dependency(String child, Condition condition) {

	/**
	 * How far the other child must have come.
	 */
	public enum Condition {

		/** Its process runs. */
		STARTED,

		/** It is ready, as its readiness tells. */
		READY,

		/** It has done its work: it is down after exit code 0. */
		COMPLETED

	}

}
