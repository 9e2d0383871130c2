package org.intercom4j.emitter;

/**
 * Says once that a name has more listeners than the maximum, a sign of a leak. It is said
 * again only after the name lost all its listeners.
 *
 * @param event the whole name
 * @param count the number of its listeners
 * @param maximum the maximum that was passed
 * @param verbose whether the message ends with the name
 * @since 0.1.0
 */
public record MaxListenersWarning(String event, int count, int maximum, boolean verbose) {

	/**
	 * The warning in words.
	 * @return the message
	 */
	public String message() {
		String message = "Possible EventEmitter memory leak detected. " + this.count
				+ " listeners added. Use emitter.setMaxListeners() to increase limit.";
		return this.verbose ? message + " Event name: " + this.event + "." : message;
	}

}
