package org.intercom4j.boot.context;

import java.time.Duration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * How long the application context waits for one phase of its shutdown.
 *
 * @since 0.1.0
 */
public final class ShutdownTimeouts {

	private final ObjectProvider<DefaultLifecycleProcessor> processor;

	private final Duration configured;

	/**
	 * Creates the time-outs of a context.
	 * @param processor the context's lifecycle processor, if it is the usual one
	 * @param configured the time that every phase has
	 */
	public ShutdownTimeouts(ObjectProvider<DefaultLifecycleProcessor> processor, Duration configured) {
		this.processor = processor;
		this.configured = configured;
	}

	/** Gives a phase the time that it needs; never less than every phase has. */
	void raise(int phase, Duration needed) {
		if (needed.compareTo(this.configured) > 0) {
			this.processor.ifAvailable((lifecycle) -> lifecycle.setTimeoutForShutdownPhase(phase, needed.toMillis()));
		}
	}

}
