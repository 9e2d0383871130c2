package org.intercom4j;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

	private final RunWatches watches;

	/** Written when the child becomes a member. */
	private volatile @Nullable GroupMembership group;

	private final LastLines lastLines;

	private final OutputEvents output;

	private final ChildEventFeed feed;

	private final CrashHistory crashes = new CrashHistory();

	/** Owned by the supervisor's loop, like the one below. */
	private @Nullable ChildRun run;

	/** Whether the end of the run was asked for. */
	private boolean asked;

	/** Written in the supervisor's loop, read by any; like the three below. */
	private volatile @Nullable CrashReport lastCrash;

	private volatile @Nullable LastExit lastExit;

	private volatile @Nullable ChildException startFailure;

	private volatile @Nullable Instant nextRestartAt;

	ChildEvents(SupervisedChild child, ChildReadiness readiness, RunWatches watches, ChildEventFeed feed) {
		this.child = child;
		this.readiness = readiness;
		this.watches = watches;
		this.lastLines = new LastLines(child.options().output().lastLines());
		this.feed = feed;
		this.output = new OutputEvents(child, this.lastLines, readiness, feed::publish);
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

	/** From now on its group hears of each step. */
	void join(GroupMembership membership) {
		this.group = membership;
	}

	private void tellGroup(Consumer<GroupMembership> step) {
		GroupMembership membership = this.group;
		if (membership != null) {
			step.accept(membership);
		}
	}

	private String name() {
		return this.child.name();
	}

	@Override
	public void started(ChildRun run, boolean again) {
		this.startFailure = null;
		this.run = run;
		this.asked = false;
		tellGroup(GroupMembership::started);
		ChildInfo info = this.child.info();
		logger.info("Child '{}' {} with pid {}", name(), again ? "restarted" : "started", run.pid());
		if (again) {
			this.feed.fire("restart", new ChildRestartEvent(name(), info), info);
		}
		else {
			this.feed.fire("start", new ChildStartEvent(name(), info), info);
		}
		this.readiness.begin(run);
		this.watches.begin(run);
	}

	/** Though it is not ready in time: others of its group wait no longer. */
	void goesOn() {
		tellGroup(GroupMembership::ready);
	}

	void ready(Duration after) {
		tellGroup(GroupMembership::ready);
		ChildReadyEvent event = new ChildReadyEvent(name(), this.child.info(), after);
		this.child.bus().lane().execute(() -> {
			logger.info("Child '{}' is ready after {}", name(), after);
			this.feed.publish(event);
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
			tellGroup((membership) -> membership.closed(failed.decision()));
			this.child.bus().closeOutbox("the child cannot be started: " + failure.getMessage());
		}
		String message = "Forking Error!";
		this.feed.error(message, failure, new IllegalStateException(message, failure));
	}

	@Override
	public void stopping(@Nullable String fault) {
		this.asked = this.asked || fault == null;
		ChildInfo info = this.child.info();
		logger.info("Child '{}' is being stopped (pid {})", name(), info.pid());
		this.feed.fireInTurn("disconnect", new ChildDisconnectEvent(name()));
		this.feed.fireInTurn("stop", new ChildStopEvent(name(), info), info);
	}

	@Override
	public void exited(RunEnd end) {
		this.watches.end();
		CrashEvidence evidence = evidence();
		CrashReport report = CrashReports.of(name(), end, evidence);
		this.lastLines.endRun();
		this.lastCrash = report;
		if (!evidence.asked() && !report.isCompleted()) {
			this.crashes.add(report);
		}
		if (!evidence.asked() && !end.decision().permanent()) {
			tellGroup(GroupMembership::failed);
		}
		plan(end.decision());
		this.lastExit = new LastExit(report.code(), report.signal(), report.at(), report.uptime());
		CrashReports.log(logger, end, evidence, report);
		this.readiness.end("its process ended before it was ready: " + report.summary());
		this.feed.fire("exit",
				new ChildExitEvent(name(), report.code(), report.signal(), end.decision().permanent(), report),
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
		tellGroup((membership) -> membership.closed(decision));
		this.readiness.end("it is down: " + decision.reason());
		this.child.bus().closeOutbox("the child is down: " + decision.reason());
		boolean spinning = end != null && end.spinning();
		Integer code = (end != null) ? end.status().code() : null;
		String signal = (end != null) ? end.status().signal() : null;
		boolean gaveUp = decision instanceof RestartDecision.GiveUp;
		this.feed.fire("close", new ChildCloseEvent(name(), spinning, code, signal, gaveUp, decision.reason()),
				spinning, code, signal);
	}

	@Override
	public void waiting() {
		tellGroup(GroupMembership::waiting);
	}

	@Override
	public void restarting(int times) {
		String message = "Intercom restarting child for the %d time".formatted(times);
		this.feed.fire("warn", new ChildWarnEvent(name(), message), message);
	}

	@Override
	public void refused(IllegalStateException reason) {
		this.feed.error(String.valueOf(reason.getMessage()), reason, reason);
	}

	@Override
	public void unkillable(long pid) {
		String message = "Process %d is still alive after SIGKILL".formatted(pid);
		this.feed.error(message, null, new IllegalStateException(message));
	}

	@Override
	public void rpcReady() {
		this.readiness.channelReady();
		this.feed.publish(new ChildRpcReadyEvent(name()));
	}

	@Override
	public void rpcExit() {
		this.feed.publish(new ChildRpcExitEvent(name()));
	}

	@Override
	public void disconnect() {
		this.feed.publish(new ChildDisconnectEvent(name()));
	}

	@Override
	public void disconnected() {
		this.feed.publish(new ChildDisconnectedEvent(name()));
	}

	@Override
	public void warn(String message) {
		this.feed.publish(new ChildWarnEvent(name(), message));
	}

	@Override
	public void error(String message, @Nullable Throwable cause, List<@Nullable Object> arguments) {
		this.feed.publish(new ChildErrorEvent(name(), message, cause, arguments));
	}

	@Override
	public void message(Event event) {
		this.readiness.eventReceived(event.name());
		this.feed.publish(new ChildMessageEvent(name(), event));
	}

}
