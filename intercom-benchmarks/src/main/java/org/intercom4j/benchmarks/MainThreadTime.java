package org.intercom4j.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.intercom4j.boot.context.IntercomLifecycle;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.metrics.StartupStep;

/**
 * How long the main thread of an application is busy with this project while it starts:
 * with the creation of its beans, and with the start of its children. Used by that
 * thread.
 */
final class MainThreadTime {

	private static final int MOST_STEPS = 10_000;

	private final BufferingApplicationStartup startup = new BufferingApplicationStartup(MOST_STEPS);

	private long lifecycleBegan;

	private Duration lifecycle = Duration.ZERO;

	/** What notes the steps of the application's start. */
	BufferingApplicationStartup startup() {
		return this.startup;
	}

	/** Started right before the children. */
	SmartLifecycle before() {
		return new Moment(IntercomLifecycle.PHASE - 1, () -> this.lifecycleBegan = System.nanoTime());
	}

	/** Started right after the children. */
	SmartLifecycle after() {
		return new Moment(IntercomLifecycle.PHASE + 1,
				() -> this.lifecycle = Duration.ofNanos(System.nanoTime() - this.lifecycleBegan));
	}

	/** All of it, once the application has started. */
	Duration total() {
		Map<Long, Duration> beans = new HashMap<>();
		this.startup.getBufferedTimeline()
			.getEvents()
			.stream()
			.filter((event) -> isOurs(event.getStartupStep()))
			.forEach((event) -> beans.put(event.getStartupStep().getId(), event.getDuration()));
		return this.startup.getBufferedTimeline()
			.getEvents()
			.stream()
			.map((event) -> event.getStartupStep())
			.filter((step) -> beans.containsKey(step.getId()))
			.filter((step) -> step.getParentId() == null || !beans.containsKey(step.getParentId()))
			.map((step) -> Objects.requireNonNull(beans.get(step.getId())))
			.reduce(this.lifecycle, Duration::plus);
	}

	private static boolean isOurs(StartupStep step) {
		for (StartupStep.Tag tag : step.getTags()) {
			if (tag.getKey().equals("beanName")) {
				String name = tag.getValue();
				return name.startsWith("intercom") || name.startsWith("org.intercom4j.boot") || name.endsWith("Child");
			}
		}
		return false;
	}

	/**
	 * Something that is done at one point of the start.
	 */
	private static final class Moment implements SmartLifecycle {

		private final int phase;

		private final Runnable task;

		/** Written by the thread that starts or stops the context. */
		private volatile boolean running;

		Moment(int phase, Runnable task) {
			this.phase = phase;
			this.task = task;
		}

		@Override
		public void start() {
			this.running = true;
			this.task.run();
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

}
