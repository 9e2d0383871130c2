package org.intercom4j;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.intercom4j.emitter.Event;
import org.intercom4j.supervisor.ChildRun;
import org.intercom4j.supervisor.FailedStart;
import org.intercom4j.supervisor.RestartDecision;
import org.intercom4j.supervisor.RunEnd;
import org.intercom4j.supervisor.SupervisorListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the steps of the supervisor and of the channel into the child's events, for
 * listeners and observers, and into log lines.
 */
final class ChildEvents implements SupervisorListener, PeerObserver {

	private static final Logger logger = LoggerFactory.getLogger(Child.class);

	private final SupervisedChild child;

	private final ChildReadiness readiness;

	private final ChildLimits limits;

	private final LastLines lastLines;

	private final OutputEvents output;

	private final List<Consumer<? super ChildEvent>> observers = new CopyOnWriteArrayList<>();

	private final CrashHistory crashes = new CrashHistory();

	/** Events of the life cycle that wait for the lane. */
	private final AtomicInteger untold = new AtomicInteger();

	/** Owned by the supervisor's loop, like the one below. */
	private @Nullable ChildRun run;

	/** Whether the end of the run was asked for. */
	private boolean asked;

	/** Written in the supervisor's loop, read by any; like the three below. */
	private volatile @Nullable CrashReport lastCrash;

	private volatile @Nullable LastExit lastExit;

	private volatile @Nullable ChildException startFailure;

	private volatile @Nullable Instant nextRestartAt;

	ChildEvents(SupervisedChild child, ChildReadiness readiness) {
		this.child = child;
		this.readiness = readiness;
		this.limits = new ChildLimits(child);
		this.lastLines = new LastLines(child.options().output().lastLines());
		this.output = new OutputEvents(child, this.lastLines, readiness, this::publish);
	}

	OutputEvents output() {
		return this.output;
	}

	LastLines lastLines() {
		return this.lastLines;
	}

	List<CrashReport> crashes() {
		return this.crashes.newestFirst();
	}

	@Nullable CrashReport lastCrash() {
		return this.lastCrash;
	}

	@Nullable LastExit lastExit() {
		return this.lastExit;
	}

	@Nullable ChildException startFailure() {
		return this.startFailure;
	}

	@Nullable Instant nextRestartAt() {
		return this.nextRestartAt;
	}

	void add(Consumer<? super ChildEvent> observer) {
		this.observers.add(observer);
	}

	void remove(Consumer<? super ChildEvent> observer) {
		this.observers.remove(observer);
	}

	private String name() {
		return this.child.name();
	}

	private void publish(ChildEvent event) {
		for (Consumer<? super ChildEvent> observer : this.observers) {
			try {
				observer.accept(event);
			}
			catch (RuntimeException | Error ex) {
				logger.error("Child '{}': an observer of {} failed", name(), event.getClass().getSimpleName(), ex);
			}
		}
	}

	private void fire(String name, ChildEvent event, @Nullable Object... arguments) {
		EventBus bus = this.child.bus();
		this.untold.incrementAndGet();
		bus.lane().execute(() -> {
			this.untold.decrementAndGet();
			bus.fireNow(name, () -> publish(event), arguments);
		});
	}

	/**
	 * In the turn of a caller on the event thread, as in the original; but never before
	 * an event of the life cycle that still waits.
	 */
	private void fireInTurn(String name, ChildEvent event, @Nullable Object... arguments) {
		EventBus bus = this.child.bus();
		if (bus.lane().isCurrentThread() && this.untold.get() == 0) {
			bus.lane().executeNext(() -> bus.fireNow(name, () -> publish(event), arguments));
		}
		else {
			fire(name, event, arguments);
		}
	}

	@Override
	public void started(ChildRun run, boolean again) {
		this.startFailure = null;
		this.run = run;
		this.asked = false;
		ChildInfo info = this.child.info();
		logger.info("Child '{}' {} with pid {}", name(), again ? "restarted" : "started", run.pid());
		if (again) {
			fire("restart", new ChildRestartEvent(name(), info), info);
		}
		else {
			fire("start", new ChildStartEvent(name(), info), info);
		}
		this.readiness.begin(run);
		this.limits.begin(run);
	}

	void ready(Duration after) {
		ChildReadyEvent event = new ChildReadyEvent(name(), this.child.info(), after);
		this.child.bus().lane().execute(() -> {
			logger.info("Child '{}' is ready after {}", name(), after);
			publish(event);
		});
	}

	@Override
	public void startFailed(FailedStart failed) {
		ChildException failure = Failures.of(name(), failed.reason());
		this.startFailure = failure;
		this.readiness.end("it cannot be started: " + failure.getMessage());
		plan(failed.decision());
		this.crashes
			.add(CrashReports.ofFailedStart(name(), this.child.info().incarnation(), failure, failed.decision()));
		CrashReports.log(logger, failure, failed.decision());
		if (failed.decision().permanent()) {
			this.child.bus().closeOutbox("the child cannot be started: " + failure.getMessage());
		}
		String message = "Forking Error!";
		error(message, failure, new IllegalStateException(message, failure));
	}

	/**
	 * After the turn of a caller on the event thread, like all events of the life cycle.
	 */
	private void error(String message, @Nullable Throwable cause, IllegalStateException argument) {
		EventBus bus = this.child.bus();
		bus.lane().execute(() -> bus.error(message, cause, List.of(), argument));
	}

	@Override
	public void stopping(@Nullable String fault) {
		this.asked = this.asked || fault == null;
		ChildInfo info = this.child.info();
		logger.info("Child '{}' is being stopped (pid {})", name(), info.pid());
		fireInTurn("disconnect", new ChildDisconnectEvent(name()));
		fireInTurn("stop", new ChildStopEvent(name(), info), info);
	}

	@Override
	public void exited(RunEnd end) {
		this.limits.end();
		CrashEvidence evidence = evidence();
		CrashReport report = CrashReports.of(name(), end, evidence);
		this.lastLines.endRun();
		this.lastCrash = report;
		if (!evidence.asked() && !report.isCompleted()) {
			this.crashes.add(report);
		}
		plan(end.decision());
		this.lastExit = new LastExit(report.code(), report.signal(), report.at(), report.uptime());
		CrashReports.log(logger, end, evidence, report);
		this.readiness.end("its process ended before it was ready: " + report.summary());
		fire("exit", new ChildExitEvent(name(), report.code(), report.signal(), end.decision().permanent(), report),
				report.code(), report.signal());
	}

	private void plan(RestartDecision decision) {
		this.nextRestartAt = (decision instanceof RestartDecision.Restart restart) ? Instant.now().plus(restart.delay())
				: null;
	}

	private CrashEvidence evidence() {
		if (this.run instanceof ProcessRun ended) {
			return ended.evidence(this.asked, this.lastLines);
		}
		throw new IllegalStateException("A run has ended that was not started");
	}

	@Override
	public void closed(RestartDecision decision, @Nullable RunEnd end) {
		this.readiness.end("it is down: " + decision.reason());
		this.child.bus().closeOutbox("the child is down: " + decision.reason());
		boolean spinning = end != null && end.spinning();
		Integer code = (end != null) ? end.status().code() : null;
		String signal = (end != null) ? end.status().signal() : null;
		boolean gaveUp = decision instanceof RestartDecision.GiveUp;
		fire("close", new ChildCloseEvent(name(), spinning, code, signal, gaveUp, decision.reason()), spinning, code,
				signal);
	}

	@Override
	public void restarting(int times) {
		String message = "Intercom restarting child for the %d time".formatted(times);
		fire("warn", new ChildWarnEvent(name(), message), message);
	}

	@Override
	public void refused(IllegalStateException reason) {
		error(String.valueOf(reason.getMessage()), reason, reason);
	}

	@Override
	public void unkillable(long pid) {
		String message = "Process %d is still alive after SIGKILL".formatted(pid);
		error(message, null, new IllegalStateException(message));
	}

	@Override
	public void rpcReady() {
		this.readiness.channelReady();
		publish(new ChildRpcReadyEvent(name()));
	}

	@Override
	public void rpcExit() {
		publish(new ChildRpcExitEvent(name()));
	}

	@Override
	public void disconnect() {
		publish(new ChildDisconnectEvent(name()));
	}

	@Override
	public void disconnected() {
		publish(new ChildDisconnectedEvent(name()));
	}

	@Override
	public void warn(String message) {
		publish(new ChildWarnEvent(name(), message));
	}

	@Override
	public void error(String message, @Nullable Throwable cause, List<@Nullable Object> arguments) {
		publish(new ChildErrorEvent(name(), message, cause, arguments));
	}

	@Override
	public void message(Event event) {
		this.readiness.eventReceived(event.name());
		publish(new ChildMessageEvent(name(), event));
	}

}
