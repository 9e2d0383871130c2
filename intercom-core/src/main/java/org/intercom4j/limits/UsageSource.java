package org.intercom4j.limits;

import java.util.OptionalLong;

/**
 * Tells what one process uses. Thread-safe.
 *
 * @since 0.1.0
 */
public interface UsageSource {

	/**
	 * The memory of the process. May read files.
	 * @return the resident size of its process tree in bytes, if it is known
	 */
	OptionalLong memory();

	/**
	 * The events of the process.
	 * @return how many it has sent and was sent
	 */
	long events();

}
