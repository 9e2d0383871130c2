package org.intercom4j;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.process.OutputSource;
import org.intercom4j.readiness.ReadinessListener;
import org.intercom4j.readiness.ReadinessOptions;
import org.intercom4j.readiness.ReadinessProbe;
import org.intercom4j.readiness.ReadinessWatch;
import org.intercom4j.supervisor.ChildRun;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the present process of a child is ready, and who waits for it. Thread-safe but
 * for what the lane tells.
 */
final class ChildReadiness {

	private static final Logger logger = LoggerFactory.getLogger(Child.class);

	private static final long COMMAND_SECONDS = 10;

	private final SupervisedChild child;

	private final IntercomRuntime runtime;

	private final ReadinessOptions options;

	private final ReentrantLock lock = new ReentrantLock();

	/** Whoever waits for the present process or the next one; guarded by the lock. */
	private CompletableFuture<Void> waiters = new CompletableFuture<>();

	/** Of the present process. */
	private volatile @Nullable ReadinessWatch watch;

	/** Of the process whose events come now; owned by the lane. */
	private @Nullable ReadinessWatch told;

	ChildReadiness(SupervisedChild child, IntercomRuntime runtime) {
		this.child = child;
		this.runtime = runtime;
		this.options = resolved(child.options());
	}

	private static ReadinessOptions resolved(ChildOptions options) {
		ReadinessOptions readiness = options.readiness();
		if (readiness.probe() instanceof ReadinessProbe.Automatic) {
			return readiness
				.withProbe(LaunchPlan.connects(options) ? new ReadinessProbe.Channel() : new ReadinessProbe.Started());
		}
		return readiness;
	}

	/** The channel must still be up where it tells that the child is ready. */
	boolean isReady(ChildRun run) {
		if (this.options.probe() instanceof ReadinessProbe.Channel) {
			return run.isConnected();
		}
		ReadinessWatch present = this.watch;
		return present != null && present.isReady();
	}

	String description() {
		return this.options.probe().description();
	}

	/** Completes in the supervisor's loop or the lane: not for the code of users. */
	CompletableFuture<Void> whenReady() {
		this.lock.lock();
		try {
			return this.waiters;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The process runs; before anything of it is read. */
	void begin(ChildRun run) {
		ReadinessWatch next = new ReadinessWatch(this.options, this.runtime, this.runtime.threads(), this::succeeds,
				new Outcome(run));
		this.watch = next;
		this.child.bus().lane().execute(() -> this.told = next);
		next.begin();
	}

	void channelReady() {
		if (this.told != null) {
			this.told.channelReady();
		}
	}

	void eventReceived(String name) {
		if (this.told != null) {
			this.told.eventReceived(name);
		}
	}

	void lineRead(OutputSource source, String line) {
		ReadinessWatch present = this.watch;
		if (present != null && source == OutputSource.STDOUT) {
			present.lineRead(line);
		}
	}

	/** The process has ended, or there is none. */
	void end(String reason) {
		ReadinessWatch ended = this.watch;
		if (ended != null) {
			ended.end();
		}
		fail(reason);
	}

	private void fail(String reason) {
		CompletableFuture<Void> failed = renewed();
		failed.completeExceptionally(new ChildException(this.child.name(), reason, null));
	}

	private CompletableFuture<Void> renewed() {
		this.lock.lock();
		try {
			CompletableFuture<Void> old = this.waiters;
			this.waiters = new CompletableFuture<>();
			return old;
		}
		finally {
			this.lock.unlock();
		}
	}

	private CompletionStage<Boolean> succeeds(List<String> command) {
		LaunchPlan plan = new LaunchPlan(this.child.name(), this.child.options(), this.runtime.files(), null);
		return this.runtime.launcher()
			.launch(plan.probe(command),
					(source, line) -> logger.debug("Readiness of '{}': {}", this.child.name(), line))
			.thenCompose((process) -> {
				CompletableFuture<Boolean> succeeded = process.ended()
					.thenApply((status) -> Integer.valueOf(0).equals(status.code()));
				return succeeded.completeOnTimeout(false, COMMAND_SECONDS, TimeUnit.SECONDS).thenApply((done) -> {
					if (process.isAlive()) {
						process.kill();
					}
					return done;
				});
			});
	}

	/** How the readiness of one process comes out. */
	private final class Outcome implements ReadinessListener {

		private final ChildRun run;

		Outcome(ChildRun run) {
			this.run = run;
		}

		@Override
		public void ready() {
			Duration after = Duration.between(this.run.startedAt(), Instant.now());
			logger.info("Child '{}' is ready after {}", ChildReadiness.this.child.name(), after);
			ChildReadiness.this.child.tellReady(after);
			ChildReadiness.this.whenReady().complete(null);
		}

		@Override
		public void late(String reason) {
			fail(reason);
			ChildReadiness.this.child.tellLate(this.run, reason, ChildReadiness.this.options.onTimeout());
		}

	}

}
