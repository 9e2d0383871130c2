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

	/** Whoever waits for the next process, while none runs; guarded by the lock. */
	private CompletableFuture<Void> next = new CompletableFuture<>();

	/** Of the present process; guarded by the lock, like the one below. */
	private @Nullable ReadinessWatch watch;

	private @Nullable Outcome outcome;

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
		ReadinessWatch present = present();
		return present != null && present.isReady();
	}

	private @Nullable ReadinessWatch present() {
		this.lock.lock();
		try {
			return this.watch;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Completes in the supervisor's loop or the lane: not for the code of users. */
	CompletableFuture<Void> whenReady() {
		this.lock.lock();
		try {
			return (this.outcome != null) ? this.outcome.future() : this.next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The process runs; before anything of it is read. */
	void begin(ChildRun run) {
		ReadinessWatch begun;
		this.lock.lock();
		try {
			this.outcome = new Outcome(run, this.next);
			this.next = new CompletableFuture<>();
			begun = new ReadinessWatch(this.options, this.runtime, this.runtime.threads(), this::succeeds,
					this.outcome);
			this.watch = begun;
		}
		finally {
			this.lock.unlock();
		}
		this.child.bus().lane().execute(() -> this.told = begun);
		begun.begin();
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

	/** Whether lines of standard output are looked at now. */
	boolean wantsLines(OutputSource source) {
		if (source != OutputSource.STDOUT || !(this.options.probe() instanceof ReadinessProbe.OutputLine)) {
			return false; // told without a lock, as every line comes by here
		}
		ReadinessWatch present = present();
		return present != null && !present.isReady();
	}

	void lineRead(String line) {
		ReadinessWatch present = present();
		if (present != null) {
			present.lineRead(line);
		}
	}

	/** The process has ended, or there is none. */
	void end(String reason) {
		ReadinessWatch ended;
		CompletableFuture<Void> failed;
		this.lock.lock();
		try {
			ended = this.watch;
			failed = (this.outcome != null) ? this.outcome.future() : this.next;
			if (this.outcome == null) {
				this.next = new CompletableFuture<>();
			}
			this.watch = null;
			this.outcome = null;
		}
		finally {
			this.lock.unlock();
		}
		if (ended != null) {
			ended.end();
		}
		failed.completeExceptionally(failure(reason));
	}

	private ChildException failure(String reason) {
		return new ChildException(this.child.name(), reason, null);
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

	/**
	 * How the readiness of one process comes out. Who has waited too long is told so; who
	 * comes later may still see it ready.
	 */
	private final class Outcome implements ReadinessListener {

		private final ChildRun run;

		/** Replaced by the watch, one call at a time. */
		private volatile CompletableFuture<Void> future;

		Outcome(ChildRun run, CompletableFuture<Void> future) {
			this.run = run;
			this.future = future;
		}

		CompletableFuture<Void> future() {
			return this.future;
		}

		@Override
		public void ready() {
			this.future.complete(null);
			ChildReadiness.this.child.tellReady(this.run, Duration.between(this.run.startedAt(), Instant.now()));
		}

		@Override
		public void late(String reason) {
			CompletableFuture<Void> late = this.future;
			this.future = new CompletableFuture<>();
			late.completeExceptionally(failure(reason));
			ChildReadiness.this.child.tellLate(this.run, reason, ChildReadiness.this.options.onTimeout());
		}

	}

}
