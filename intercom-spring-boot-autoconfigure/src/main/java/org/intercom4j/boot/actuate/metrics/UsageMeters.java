package org.intercom4j.boot.actuate.metrics;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import org.intercom4j.Child;
import org.intercom4j.process.ProcessUsage;

/**
 * The meters of what the process tree of one child uses. They are read when somebody asks
 * for them.
 */
final class UsageMeters {

	private static final String NAME = "name";

	private final Child child;

	private final MeterRegistry registry;

	UsageMeters(Child child, MeterRegistry registry) {
		this.child = child;
		this.registry = registry;
	}

	void bind() {
		CpuTime cpuTime = new CpuTime();
		FunctionCounter.builder("intercom.child.cpu.time", this.child, cpuTime::seconds)
			.tag(NAME, this.child.name())
			.baseUnit("seconds")
			.description("Time that the child's processes were running on a processor, over all restarts")
			.register(this.registry);
		bindGauge("intercom.child.memory.resident", ProcessUsage::residentSize, BaseUnits.BYTES,
				"Resident size of the child's process tree, zero without one");
		bindGauge("intercom.child.threads", ProcessUsage::threads, BaseUnits.THREADS,
				"Threads of the child's process tree");
		bindGauge("intercom.child.files.open", ProcessUsage::openFiles, BaseUnits.FILES,
				"Open files of the child's process tree");
	}

	private void bindGauge(String name, ToDoubleFunction<ProcessUsage> figure, String unit, String description) {
		Gauge
			.builder(name, this.child,
					(source) -> source.usage().map(figure::applyAsDouble).orElseGet(() -> without(source)))
			.tag(NAME, this.child.name())
			.baseUnit(unit)
			.description(description)
			.register(this.registry);
	}

	/** Of a process the system does not tell; without one, nothing is used. */
	private static double without(Child child) {
		return (child.info().pid() != null) ? Double.NaN : 0;
	}

}
