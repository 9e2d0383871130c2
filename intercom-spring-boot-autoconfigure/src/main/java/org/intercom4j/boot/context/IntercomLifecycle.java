package org.intercom4j.boot.context;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildException;
import org.intercom4j.ChildInfo;
import org.intercom4j.Intercom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

/**
 * Starts the declared children with the application context and stops all children with
 * it: before the web server and the schedulers take up work, and after they have ended
 * theirs. A context that is paused or stopped starts those again that ran.
 *
 * @since 0.1.0
 */
public final class IntercomLifecycle implements SmartLifecycle {

	/** The phase of the children: earlier than executors and the web server. */
	public static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE - 1024;

	private static final Logger logger = LoggerFactory.getLogger(IntercomLifecycle.class);

	private static final Duration STOP_MARGIN = Duration.ofSeconds(3);

	private final Intercom intercom;

	private final DeclaredChildren declared;

	private final ShutdownTimeouts timeouts;

	/** Written by the thread that starts or stops the context, or the last stop. */
	private volatile boolean running;

	/** What the latest stop of the context ended; written and read by its thread. */
	private volatile @Nullable List<Child> interrupted;

	/**
	 * Creates the lifecycle.
	 * @param intercom all children
	 * @param declared those that are started with the context
	 * @param timeouts how long the context waits for their stop
	 */
	public IntercomLifecycle(Intercom intercom, DeclaredChildren declared, ShutdownTimeouts timeouts) {
		this.intercom = intercom;
		this.declared = declared;
		this.timeouts = timeouts;
	}

	/**
	 * Starts the children and waits until their processes run, not until they are ready.
	 * @throws ChildException if one that is not optional cannot be started
	 */
	@Override
	public void start() {
		this.running = true;
		this.timeouts.raise(PHASE, stopLimit());
		List<Child> interrupted = this.interrupted;
		List<Child> wanted = (interrupted != null) ? interrupted : this.declared.autoStarted();
		List<Child> startable = wanted.stream().filter((child) -> !isUp(child)).filter(this::isStartable).toList();
		List<CompletableFuture<?>> starts = startable.stream().<CompletableFuture<?>>map(this::begin).toList();
		try {
			CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof ChildException failure) ? failure : ex;
		}
	}

	private boolean isStartable(Child child) {
		ChildException missing = this.declared.missing(child).orElse(null);
		if (missing == null) {
			return true;
		}
		if (!this.declared.isOptional(child)) {
			throw missing;
		}
		logger.warn("Optional child '{}' is not started: {}", child.name(), missing.getMessage());
		return false;
	}

	private CompletableFuture<ChildInfo> begin(Child child) {
		CompletableFuture<ChildInfo> start = child.start();
		if (!this.declared.isOptional(child)) {
			return start;
		}
		return start.exceptionally((failure) -> {
			logger.warn("Optional child '{}' could not be started", child.name(), failure);
			return child.info();
		});
	}

	/**
	 * Stops the children and waits until they are down.
	 */
	@Override
	public void stop() {
		stopAll().completeOnTimeout(null, stopLimit().toMillis(), TimeUnit.MILLISECONDS).join();
	}

	/**
	 * Stops all children in parallel.
	 * @param callback called when they are down or cannot be stopped
	 */
	@Override
	public void stop(Runnable callback) {
		CompletableFuture<Void> unused = stopAll().thenRun(callback);
	}

	private CompletableFuture<Void> stopAll() {
		this.interrupted = this.intercom.children().values().stream().filter(IntercomLifecycle::isWanted).toList();
		return this.intercom.stopAll().whenComplete((nothing, failure) -> this.running = false);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	private Duration stopLimit() {
		return this.intercom.children()
			.values()
			.stream()
			.map((child) -> child.options().stop().total())
			.max(Duration::compareTo)
			.orElse(Duration.ZERO)
			.plus(STOP_MARGIN);
	}

	private static boolean isWanted(Child child) {
		return isUp(child) && child.info().desired().equals("running");
	}

	private static boolean isUp(Child child) {
		return switch (child.state()) {
			case STARTING, RUNNING, BACKING_OFF, STOPPING -> true;
			case NEW, STOPPED, GIVEN_UP -> false;
		};
	}

}
