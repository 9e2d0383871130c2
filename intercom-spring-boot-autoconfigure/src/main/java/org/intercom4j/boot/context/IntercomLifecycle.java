package org.intercom4j.boot.context;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildException;
import org.intercom4j.Intercom;
import org.intercom4j.boot.schedule.ChildSchedules;
import org.intercom4j.boot.watch.ChildWatches;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

/**
 * Starts the declared children with the application context and stops all children with
 * it, those that depend on others after them and before them: before the web server and
 * the schedulers take up work, and after they have ended theirs. A context that is paused
 * or stopped starts those again that ran.
 *
 * @since 0.1.0
 */
public final class IntercomLifecycle implements SmartLifecycle {

	/** The phase of the children: earlier than executors and the web server. */
	public static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE - 1024;

	private static final Duration STOP_MARGIN = Duration.ofSeconds(3);

	private final Intercom intercom;

	private final DeclaredChildren declared;

	private final ShutdownTimeouts timeouts;

	private final ChildSchedules schedules;

	private final ChildWatches watches;

	/** Written by the thread that starts or stops the context, or the last stop. */
	private volatile boolean running;

	/** Written by the thread that starts the context; cancelled by one that stops it. */
	private volatile @Nullable ChildStarts starts;

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
		this.schedules = new ChildSchedules(declared.scheduled());
		this.watches = new ChildWatches(declared.watched());
	}

	/**
	 * Starts the children, each one after those that it depends on, and waits until those
	 * that the application waits for are ready; the processes of all others are created
	 * in the background. From then on those with a schedule are run at their times, and
	 * files are watched.
	 * @throws ChildException if a child that depends on none and is not optional lacks
	 * something, such as its script or interpreter, before any process is created; or if
	 * one that is waited for cannot be started or ends before it is ready
	 */
	@Override
	public void start() {
		this.running = true;
		this.timeouts.raise(PHASE, stopLimit());
		List<Child> interrupted = this.interrupted;
		List<Child> wanted = (interrupted != null) ? interrupted : this.declared.autoStarted();
		ChildStarts starts = new ChildStarts(this.declared, wanted);
		this.starts = starts;
		try {
			starts.begin().get();
			this.schedules.begin();
			this.watches.begin();
		}
		catch (ExecutionException ex) {
			starts.cancel();
			throw (ex.getCause() instanceof ChildException failure) ? failure : new CompletionException(ex.getCause());
		}
		catch (InterruptedException ex) {
			starts.cancel();
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The application is closed while its start waits for children", ex);
		}
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
		this.watches.end();
		this.schedules.end();
		ChildStarts starts = this.starts;
		List<Child> waiting = (starts != null) ? starts.cancel() : List.of();
		List<Child> children = List.copyOf(this.intercom.children().values());
		this.interrupted = children.stream().filter((child) -> isWanted(child) || waiting.contains(child)).toList();
		return new ChildStops(this.intercom, this.declared).stop(children)
			.thenCompose((nothing) -> this.intercom.stopAll())
			.whenComplete((nothing, failure) -> this.running = false);
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
		return new ChildStops(this.intercom, this.declared).limit(this.intercom.children().values()).plus(STOP_MARGIN);
	}

	private static boolean isWanted(Child child) {
		return child.state().isUp() && child.info().desired().equals("running");
	}

}
