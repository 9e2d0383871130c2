package org.intercom4j.channel;

/**
 * An action of the loop at a time of {@link System#nanoTime()}.
 */
record Deadline(long nanoTime, Runnable action) implements Comparable<Deadline> {

	@Override
	public int compareTo(Deadline other) {
		return Long.signum(this.nanoTime - other.nanoTime);
	}

}
