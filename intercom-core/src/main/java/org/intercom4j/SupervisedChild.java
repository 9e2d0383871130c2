package org.intercom4j;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.intercom4j.dnode.SessionOptions;
import org.intercom4j.process.OutputTail;
import org.intercom4j.process.ProcessUsage;
import org.intercom4j.readiness.ReadinessOptions;
import org.intercom4j.supervisor.ChildRun;
import org.intercom4j.supervisor.Supervision;
import org.intercom4j.supervisor.Supervisor;
import org.intercom4j.supervisor.SupervisorGroup;
import org.intercom4j.supervisor.SupervisorStatus;
import org.jspecify.annotations.Nullable;

/**
 * The child that users hold: joins the supervisor, the event bus and the reports.
 */
final class SupervisedChild extends BusPeer implements Child {

	private final String name;

	private final ChildOptions options;

	private final IntercomRuntime runtime;

	private final EventBus bus;

	private final ReadyTasks readyTasks;

	private final ChildEventFeed feed;

	private final ChildEvents events;

	private final ChildReadiness readiness;

	private final RunWatches watches;

	private final Supervisor supervisor;

	SupervisedChild(String name, ChildOptions options, IntercomRuntime runtime, SessionOptions session) {
		this.name = name;
		this.options = options;
		this.runtime = runtime;
		BusOptions busOptions = new BusOptions(name, options.eventOptions(), session, options.queueCapacity());
		this.readiness = new ChildReadiness(this, runtime);
		this.feed = new ChildEventFeed(name, this::bus);
		this.watches = new RunWatches(this);
		this.events = new ChildEvents(this, this.readiness, this.watches, this.feed);
		this.bus = new EventBus("Child '" + name + "'", busOptions, runtime.threads(), this.events);
		this.readyTasks = new ReadyTasks(this.bus);
		RunLauncher launcher = new RunLauncher(this, runtime, this.events.output());
		this.supervisor = new Supervisor(new Supervision(options.restartPolicy(), options.stop(), launcher, this.events,
				runtime, () -> ThreadLocalRandom.current().nextDouble()));
	}

	@Override
	EventBus bus() {
		return this.bus;
	}

	IntercomRuntime runtime() {
		return this.runtime;
	}

	ReadyTasks readyTasks() {
		return this.readyTasks;
	}

	Supervisor supervisor() {
		return this.supervisor;
	}

	void join(SupervisorGroup group) {
		this.events.join(new GroupMembership(group, this.supervisor));
	}

	@Override
	void closeLink() {
		ChildRun run = this.supervisor.status().run();
		if (run != null) {
			run.disconnect();
		}
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public ChildOptions options() {
		return this.options;
	}

	@Override
	public CompletableFuture<ChildInfo> start() {
		this.bus.outbox().open();
		return withInfo(this.supervisor.start());
	}

	@Override
	public CompletableFuture<ChildInfo> stop() {
		return announced(this.supervisor.stop());
	}

	/** As {@link #stop()}, but a child that is down is left alone. */
	CompletableFuture<ChildInfo> stopIfUp() {
		return announced(this.supervisor.stopIfUp());
	}

	@Override
	public CompletableFuture<ChildInfo> restart() {
		this.bus.outbox().open();
		return announced(this.supervisor.restart());
	}

	@Override
	public CompletableFuture<ChildInfo> kill() {
		return announced(this.supervisor.kill());
	}

	@Override
	public void noRestart() {
		this.supervisor.noRestart();
	}

	/** Listeners are called here, where the supervisor's loop is not held. */
	private CompletableFuture<ChildInfo> announced(CompletableFuture<Void> done) {
		this.bus.lane().runNext();
		return withInfo(done);
	}

	/** On a pool thread: what a caller hangs on must not run in the supervisor's loop. */
	private CompletableFuture<ChildInfo> withInfo(CompletableFuture<Void> done) {
		return done.handleAsync((nothing, failure) -> {
			if (failure != null) {
				throw new CompletionException(Failures.of(this.name, failure));
			}
			return info();
		}, this.runtime.threads());
	}

	@Override
	public CompletableFuture<ChildInfo> whenReady() {
		return withInfo(this.readiness.whenReady());
	}

	/** The process may have ended meanwhile, and another one may run. */
	void tellReady(ChildRun run, Duration after) {
		if (this.supervisor.status().run() == run) {
			this.events.ready(after);
		}
	}

	/** The process may have ended meanwhile, and another one may run. */
	void tellLate(ChildRun run, String reason, ReadinessOptions.TimeoutAction action) {
		this.bus.warn(reason);
		if (action == ReadinessOptions.TimeoutAction.WARN) {
			this.events.goesOn();
		}
		else {
			this.supervisor.fail(run, reason, action == ReadinessOptions.TimeoutAction.STOP);
		}
	}

	/** Stopped or restarted by somebody meanwhile, it is not restarted once more. */
	void tellExceeded(ChildRun run, String reason) {
		this.bus.warn("it is restarted, because " + reason);
		this.supervisor.restart(run);
	}

	/** It has failed, whatever becomes of it now. */
	void tellHung(ChildRun run, String reason) {
		this.supervisor.fail(run, reason, false);
	}

	/** Completes when the listeners have heard all that came about, or at the limit. */
	CompletableFuture<Void> delivered(long limitMillis) {
		CompletableFuture<Void> delivered = new CompletableFuture<>();
		this.bus.lane().execute(() -> delivered.complete(null));
		return delivered.completeOnTimeout(null, limitMillis, TimeUnit.MILLISECONDS);
	}

	@Override
	public void ready(Runnable task) {
		this.readyTasks.add(task, this::isReady);
	}

	/** The channel may be ready before the supervisor has heard of the process. */
	private boolean isReady() {
		ChildRun run = this.supervisor.status().run();
		return this.bus.outbox().hasSession() && (run == null || run.isConnected());
	}

	@Override
	public ChildState state() {
		return ChildState.of(this.supervisor.status());
	}

	@Override
	public ChildInfo info() {
		SupervisorStatus status = this.supervisor.status();
		ChildRun run = status.run();
		ChildState state = ChildState.of(status);
		boolean connected = run != null && run.isConnected();
		boolean ready = state == ChildState.RUNNING && run != null && this.readiness.isReady(run);
		Instant startedAt = (run != null) ? run.startedAt() : null;
		Duration uptime = (startedAt != null) ? Duration.between(startedAt, Instant.now()) : null;
		Instant next = (state == ChildState.BACKING_OFF) ? this.events.nextRestartAt() : null;
		return new ChildInfo(this.name, state, status.desired().name().toLowerCase(Locale.ROOT), ready, connected,
				(run != null) ? run.pid() : null, status.incarnation(), status.times(), status.restarts(), startedAt,
				uptime, next, this.events.lastExit(), script(), this.options.options(), this.options.env(), cwd(),
				this.bus.outbox().size(), this.bus.sent(), this.bus.received(), this.watches.heartbeat());
	}

	private String script() {
		String script = this.options.script();
		if (script == null) {
			return String.join(" ", this.options.command());
		}
		return (this.options.sourceDir() != null) ? this.options.sourceDir().resolve(script).toString() : script;
	}

	private @Nullable String cwd() {
		return (this.options.cwd() != null) ? this.options.cwd().toString() : null;
	}

	@Override
	public Optional<ProcessUsage> usage() {
		return (this.supervisor.status().run() instanceof ProcessRun run) ? run.usage() : Optional.empty();
	}

	@Override
	public Optional<ChildException> startFailure() {
		return Optional.ofNullable(this.events.startFailure());
	}

	@Override
	public Optional<CrashReport> lastCrash() {
		return Optional.ofNullable(this.events.lastCrash());
	}

	@Override
	public List<CrashReport> crashes() {
		return this.events.crashes();
	}

	@Override
	public List<OutputTail.Line> output() {
		return this.events.lastLines().all();
	}

	@Override
	public void onEvent(Consumer<? super ChildEvent> observer) {
		this.feed.add(observer);
	}

	@Override
	public void offEvent(Consumer<? super ChildEvent> observer) {
		this.feed.remove(observer);
	}

	@Override
	public String toString() {
		return "Child '" + this.name + "' (" + state() + ")";
	}

}
