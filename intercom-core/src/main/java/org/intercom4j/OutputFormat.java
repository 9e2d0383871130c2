package org.intercom4j;

/**
 * What the lines of a child's output are.
 *
 * @since 0.1.0
 */
public enum OutputFormat {

	/** Text, logged as it is. */
	TEXT,

	/**
	 * JSON objects, one on each line, logged with message, level and key-value pairs. A
	 * line that is none is text.
	 */
	JSON

}
