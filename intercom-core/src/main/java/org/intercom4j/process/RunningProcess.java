package org.intercom4j.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One started process with its output readers and its process tree.
 * <p>
 * Known by pid and start time: a signal never reaches another process that was given the
 * same pid later. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RunningProcess {

	private static final Logger logger = LoggerFactory.getLogger(RunningProcess.class);

	/** Readers that somebody outside the tree keeps open may hold the end up so long. */
	private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

	private final Process process;

	private final ProcessTree tree;

	private final UsageReader usage;

	private final Executor signals;

	private final Instant startedAt;

	private final OomKills oomKills;

	private final CompletableFuture<ExitStatus> ended;

	/** Written by whoever kills. */
	private volatile boolean killed;

	/** Written before {@link #ended} completes. */
	private volatile OptionalLong oomKillsAtEnd = OptionalLong.empty();

	/** Written before {@link #exited}, by the thread that sees the end. */
	private volatile long exitedAt;

	private volatile boolean exited;

	RunningProcess(Process process, ProcessTree tree, UsageReader usage, ProcessOutput output, Executor signals) {
		this.process = process;
		this.tree = tree;
		this.usage = usage;
		this.signals = signals;
		this.startedAt = process.info().startInstant().orElseGet(Instant::now);
		this.oomKills = OomKills.since(process.pid());
		this.ended = process.onExit()
			.thenApply(this::noteExit)
			.thenApplyAsync(this::endLeftOvers, signals)
			// what follows may log, and the thread that has read the end reads for others
			.thenCompose((status) -> output.drain(DRAIN_LIMIT).thenApplyAsync((done) -> status, signals));
	}

	private Process noteExit(Process ended) {
		this.exitedAt = System.nanoTime();
		this.exited = true;
		return ended;
	}

	/**
	 * How long ago the process ended.
	 * @return the time, zero while it lives
	 */
	public Duration sinceExit() {
		return this.exited ? Duration.ofNanos(System.nanoTime() - this.exitedAt) : Duration.ZERO;
	}

	/**
	 * Whether the process lives.
	 * @return whether its end was not seen yet
	 */
	public boolean isAlive() {
		return !this.exited;
	}

	/** What the child left running would hold its output open and outlive its restart. */
	private ExitStatus endLeftOvers(Process ended) {
		this.oomKillsAtEnd = this.oomKills.risen();
		try {
			this.tree.kill();
		}
		catch (RuntimeException ex) {
			logger.error("What process {} left running could not be killed", ended.pid(), ex);
		}
		return ExitStatus.of(ended.exitValue());
	}

	/**
	 * The process id.
	 * @return the pid
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * When the process started.
	 * @return the time that the operating system tells, or that of the launch
	 */
	public Instant startedAt() {
		return this.startedAt;
	}

	/**
	 * Completes when the process has ended, what it left running has been killed and its
	 * output has been delivered. Output that a process outside its tree keeps open is not
	 * waited for longer than two seconds.
	 * @return how it ended; never fails
	 */
	public CompletableFuture<ExitStatus> ended() {
		return this.ended;
	}

	/**
	 * Whether {@link #kill()} was called.
	 * @return whether SIGKILL was sent from here while it lived
	 */
	public boolean wasKilled() {
		return this.killed;
	}

	/**
	 * How many processes the system killed for want of memory in the control group of
	 * this one while it ran.
	 * @return the number once the process has ended; empty before, and where the system
	 * does not tell
	 */
	public OptionalLong oomKills() {
		return this.oomKillsAtEnd;
	}

	/**
	 * How much memory the whole process tree holds. Reads files.
	 * @return the resident size in bytes; empty where the system does not tell
	 */
	public OptionalLong residentSize() {
		return ResidentMemory.isKnown() ? OptionalLong.of(this.tree.residentSize()) : OptionalLong.empty();
	}

	/**
	 * What the whole process tree uses. Reads files.
	 * @return the figures; empty where the system does not tell, and after the end
	 */
	public Optional<ProcessUsage> usage() {
		return this.exited ? Optional.empty() : this.usage.read(this.tree);
	}

	/**
	 * Looks at the tree before the process is asked to end, so that a later signal also
	 * reaches those that can be found no more when it has ended.
	 */
	public void rememberTree() {
		this.signals.execute(this.tree::remember);
	}

	/**
	 * Sends a signal to the whole tree; on Windows, which has none, ends it.
	 * @param signal the signal that asks it to end
	 */
	public void terminate(StopSignal signal) {
		this.signals.execute(() -> this.tree.terminate(signal));
	}

	/**
	 * Sends a signal to one process of the tree.
	 * @param pid its id
	 * @param number the number of the signal
	 * @return completes when it is on its way; fails with an
	 * {@link java.io.UncheckedIOException} if it cannot be sent, or would do nothing
	 */
	public CompletableFuture<Void> signal(long pid, int number) {
		return CompletableFuture.runAsync(() -> {
			try {
				this.tree.signal(pid, number);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex.getMessage(), ex);
			}
		}, this.signals);
	}

	/**
	 * Sends SIGKILL to the whole tree.
	 */
	public void kill() {
		this.killed = true;
		this.signals.execute(this.tree::kill);
	}

}
