package org.intercom4j.emitter;

/**
 * The maximum of listeners for all emitters that share this holder and have no own value;
 * 10 at first. May be changed from any thread and takes effect with the next
 * registration.
 *
 * @since 0.1.0
 */
public final class DefaultMaxListeners {

	private static final int INITIAL = 10;

	private volatile int value = INITIAL;

	/**
	 * The maximum.
	 * @return the maximum, no limit below one
	 */
	public int get() {
		return this.value;
	}

	/**
	 * Changes the maximum.
	 * @param maximum the maximum, no limit below one
	 */
	public void set(int maximum) {
		this.value = maximum;
	}

}
