package org.intercom4j;

import java.util.OptionalLong;

import org.intercom4j.limits.LimitListener;
import org.intercom4j.limits.LimitOptions;
import org.intercom4j.limits.LimitWatch;
import org.intercom4j.limits.UsageSource;
import org.intercom4j.process.ResidentMemory;
import org.intercom4j.supervisor.ChildRun;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the processes of a child to its limits. Used in the supervisor's loop only.
 */
final class ChildLimits {

	private static final Logger logger = LoggerFactory.getLogger(Child.class);

	private final SupervisedChild child;

	private final LimitOptions options;

	private @Nullable LimitWatch watch;

	private boolean warned;

	ChildLimits(SupervisedChild child) {
		this.child = child;
		this.options = child.options().limits();
	}

	void begin(ChildRun run) {
		if (this.options.isEmpty() || !(run instanceof ProcessRun process)) {
			return;
		}
		if (this.options.memory() != null && !ResidentMemory.isKnown() && !this.warned) {
			this.warned = true;
			logger.warn("Child '{}': its memory is not limited, because the system does not tell how much it uses",
					this.child.name());
		}
		IntercomRuntime runtime = this.child.runtime();
		RunLimits limits = new RunLimits(this.child, process, events(this.child));
		LimitWatch next = new LimitWatch(this.options, runtime, runtime.threads(), limits, limits);
		this.watch = next;
		next.begin();
	}

	private static long events(SupervisedChild child) {
		return child.bus().sent() + child.bus().received();
	}

	void end() {
		if (this.watch != null) {
			this.watch.end();
		}
	}

	/**
	 * What one process uses, and what follows.
	 *
	 * @param child whose process it is
	 * @param run the process
	 * @param eventsBefore how many events the child had before
	 */
	private record RunLimits(SupervisedChild child, ProcessRun run,
			long eventsBefore) implements UsageSource, LimitListener {

		@Override
		public OptionalLong memory() {
			return this.run.residentSize();
		}

		@Override
		public long events() {
			return ChildLimits.events(this.child) - this.eventsBefore;
		}

		@Override
		public void near(String reason) {
			this.child.bus().warn(reason);
		}

		@Override
		public void exceeded(String reason) {
			this.child.tellExceeded(this.run, reason);
		}

	}

}
