package org.intercom4j.dnode;

/**
 * What a frame asks for.
 */
sealed interface Method {

	/**
	 * A member of the instance, or a word of the protocol.
	 *
	 * @param text the name
	 */
	record Name(String text) implements Method {
	}

	/**
	 * A function by its id.
	 *
	 * @param id the id; negative if the number cannot be an id
	 */
	record Id(long id) implements Method {
	}

	/**
	 * Anything else, which is ignored.
	 */
	record Unknown() implements Method {
	}

}
