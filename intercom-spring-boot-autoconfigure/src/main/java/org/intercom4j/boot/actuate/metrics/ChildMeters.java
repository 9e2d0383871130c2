package org.intercom4j.boot.actuate.metrics;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.intercom4j.Child;
import org.intercom4j.ChildEvent;
import org.intercom4j.ChildExitEvent;
import org.intercom4j.ChildState;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one child in one registry.
 */
final class ChildMeters {

	private static final String NAME = "name";

	private final Child child;

	private final MeterRegistry registry;

	ChildMeters(Child child, MeterRegistry registry) {
		this.child = child;
		this.registry = registry;
	}

	void bind() {
		for (ChildState state : ChildState.values()) {
			bindState(state);
		}
		TimeGauge
			.builder("intercom.child.uptime", this.child, TimeUnit.MILLISECONDS,
					(source) -> millis(source.info().uptime()))
			.tag(NAME, this.child.name())
			.description("Time since the start of the child's process, zero without one")
			.register(this.registry);
		FunctionCounter.builder("intercom.child.restarts", this.child, (source) -> source.info().restarts())
			.tag(NAME, this.child.name())
			.description("Restarts of the child")
			.register(this.registry);
		FunctionCounter.builder("intercom.events.sent", this.child, (source) -> source.info().sent())
			.tag(NAME, this.child.name())
			.description("Events emitted to the child")
			.register(this.registry);
		FunctionCounter.builder("intercom.events.received", this.child, (source) -> source.info().received())
			.tag(NAME, this.child.name())
			.description("Events received from the child")
			.register(this.registry);
		Gauge.builder("intercom.events.queued", this.child, (source) -> source.info().queued())
			.tag(NAME, this.child.name())
			.description("Events that wait for the child's channel")
			.register(this.registry);
		this.child.onEvent(this::count);
	}

	private void bindState(ChildState state) {
		Gauge.builder("intercom.child.state", this.child, (source) -> (source.state() == state) ? 1 : 0)
			.tag(NAME, this.child.name())
			.tag("state", state.name().toLowerCase(Locale.ROOT))
			.description("Whether the child is in this state")
			.register(this.registry);
	}

	private static double millis(@Nullable Duration uptime) {
		return (uptime != null) ? uptime.toMillis() : 0;
	}

	private void count(ChildEvent event) {
		if (event instanceof ChildExitEvent exit) {
			Counter.builder("intercom.child.exits")
				.tag(NAME, this.child.name())
				.tag("code", tag(exit.code()))
				.tag("signal", tag(exit.signal()))
				.description("Ends of the child's processes")
				.register(this.registry)
				.increment();
		}
	}

	private static String tag(@Nullable Object value) {
		return (value != null) ? value.toString() : "none";
	}

}
