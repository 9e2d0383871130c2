package org.intercom4j.supervisor;

/**
 * Which children of a group are restarted when the process of one of them has ended, and
 * nobody has asked for that end. The strategies of the supervisors of Erlang/OTP.
 *
 * @since 0.1.0
 */
public enum GroupStrategy {

	/** Only the one that has ended. */
	ONE_FOR_ONE,

	/** All of the group. */
	ONE_FOR_ALL,

	/** The one that has ended, and those that come after it in the group. */
	REST_FOR_ONE;

	/** Whether the end of one concerns another one. */
	boolean concerns(int ended, int other) {
		return switch (this) {
			case ONE_FOR_ONE -> false;
			case ONE_FOR_ALL -> other != ended;
			case REST_FOR_ONE -> other > ended;
		};
	}

}
