package org.intercom4j;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The process that started this one, by which the end of a channel is told from the end
 * of a parent that never says goodbye, as the original does not.
 */
final class StarterProcess {

	/** A dying process closes its channels before the system gives its children away. */
	private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long PAUSE_MILLIS = 20;

	private final Optional<ProcessHandle> first = ProcessHandle.current().parent();

	/** Looks for a second, in which the parent's end would show. */
	boolean hasDied() {
		long end = System.nanoTime() + LIMIT_NANOS;
		while (ProcessHandle.current().parent().equals(this.first)) {
			if (System.nanoTime() > end) {
				return false;
			}
			try {
				TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}
		return true;
	}

}
