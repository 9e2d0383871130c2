package org.intercom4j;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.intercom4j.process.OutputListener;
import org.intercom4j.process.OutputSource;
import org.slf4j.LoggerFactory;

/**
 * Hands the lines of a child's output to its last lines, its logger and its listeners.
 * Called by the reader threads; waits for neither, so that a child is always read.
 */
final class OutputEvents implements OutputListener {

	/** A log that stands still holds the end of a run up no longer. */
	private static final Duration LOG_LIMIT = Duration.ofSeconds(2);

	private final SupervisedChild child;

	private final LastLines lastLines;

	private final ChildReadiness readiness;

	private final Consumer<ChildEvent> observers;

	private final LineLog log;

	private final EventLane logLane;

	private final DroppedLines unlogged;

	private final DroppedLines unheard;

	private final Map<OutputSource, StreamCap> caps = new EnumMap<>(OutputSource.class);

	private final LineQueue toLog;

	private final LineQueue toListeners;

	private final LineQueue toReadiness;

	OutputEvents(SupervisedChild child, LastLines lastLines, ChildReadiness readiness, Consumer<ChildEvent> observers) {
		this.child = child;
		this.readiness = readiness;
		this.lastLines = lastLines;
		this.observers = observers;
		this.log = new LineLog(LoggerFactory.getLogger("org.intercom4j.child." + child.name()),
				child.options().output());
		this.logLane = new EventLane("intercom-" + child.name() + "-log", child.runtime().threads());
		DropWarning warning = new DropWarning(child, this.logLane);
		this.unlogged = dropped(warning, "the log is too slow");
		this.unheard = dropped(warning, "listeners are too slow");
		this.toLog = new LineQueue(this.logLane, this.unlogged);
		Executor events = (task) -> child.bus().lane().execute(task);
		this.toListeners = new LineQueue(events, this.unheard);
		Executor patterns = new EventLane("intercom-" + child.name() + "-readiness", child.runtime().threads());
		this.toReadiness = new LineQueue(patterns, dropped(warning, "the pattern of 'readiness.line' is too slow"));
		int limit = child.options().output().maxLinesPerSecond();
		for (OutputSource source : OutputSource.values()) {
			String reason = "%s is limited to %d lines per second".formatted(source.eventName(), limit);
			this.caps.put(source,
					new StreamCap(new LineBudget(limit, child.runtime()::nanoTime), dropped(warning, reason)));
		}
	}

	private DroppedLines dropped(DropWarning warning, String reason) {
		return new DroppedLines(this.child.runtime(), (count) -> warning.warn(count, reason));
	}

	@Override
	public void line(OutputSource source, String line) {
		this.lastLines.add(source, line);
		if (this.readiness.wantsLines(source)) {
			this.toReadiness.add(line, () -> this.readiness.lineRead(line));
		}
		StreamCap cap = this.caps.get(source);
		if (cap != null && !cap.allowsOne()) {
			return;
		}
		if (!this.child.options().isSilent() && this.log.mayLog(source)) {
			this.toLog.add(line, () -> this.log.log(source, line));
		}
		this.toListeners.add(line, () -> deliver(source, line));
	}

	@Override
	public void pause(OutputSource source) {
		handOver();
	}

	private void handOver() {
		this.toLog.handOver();
		this.toListeners.handOver();
		this.toReadiness.handOver();
	}

	private void deliver(OutputSource source, String line) {
		String name = this.child.name();
		ChildEvent event = (source == OutputSource.STDOUT) ? new ChildStdoutEvent(name, line)
				: new ChildStderrEvent(name, line);
		this.child.bus().fireNow(source.eventName(), () -> this.observers.accept(event), line);
	}

	/**
	 * Completes when all lines so far are logged, or the log stands still, and what was
	 * dropped is told.
	 */
	CompletableFuture<Void> logged() {
		handOver();
		this.caps.values().forEach((cap) -> cap.dropped().tell());
		List.of(this.unlogged, this.unheard).forEach(DroppedLines::tell);
		CompletableFuture<Void> logged = new CompletableFuture<>();
		this.logLane.execute(() -> logged.complete(null));
		return logged.isDone() ? logged : limited(logged);
	}

	/** At the limit it goes on in the pool: what follows may log, too. */
	private CompletableFuture<Void> limited(CompletableFuture<Void> logged) {
		IntercomRuntime runtime = this.child.runtime();
		Runnable alarm = runtime.schedule(LOG_LIMIT, () -> runtime.threads().execute(() -> logged.complete(null)));
		return logged.whenComplete((nothing, failure) -> alarm.run());
	}

	/**
	 * The limit of one stream.
	 *
	 * @param budget what may go on
	 * @param dropped what may not
	 */
	private record StreamCap(LineBudget budget, DroppedLines dropped) {

		boolean allowsOne() {
			boolean allowed = this.budget.take();
			if (!allowed) {
				this.dropped.add();
			}
			return allowed;
		}

	}

}
