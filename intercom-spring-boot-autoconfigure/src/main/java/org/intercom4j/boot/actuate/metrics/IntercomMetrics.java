package org.intercom4j.boot.actuate.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.intercom4j.Intercom;

/**
 * Binds meters of all children that exist when a registry is set up, each with its name
 * as tag {@code name}.
 *
 * @since 0.1.0
 */
public final class IntercomMetrics implements MeterBinder {

	private final Intercom intercom;

	/**
	 * Creates the binder.
	 * @param intercom the children
	 */
	public IntercomMetrics(Intercom intercom) {
		this.intercom = intercom;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.intercom.children().values().forEach((child) -> {
			new ChildMeters(child, registry).bind();
			new UsageMeters(child, registry).bind();
		});
	}

}
