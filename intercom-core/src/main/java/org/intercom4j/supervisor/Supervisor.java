package org.intercom4j.supervisor;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The owner of one child: what is wanted, what runs, and the way from one to the other.
 * <p>
 * All changes happen in one serial loop, so there is never a second process, and a stop
 * wins over a pause, a start under way and a restart. The loop runs on the thread of the
 * caller that finds it idle; it neither blocks nor calls a user's code. Thread-safe.
 * <p>
 * The returned futures complete inside the loop: depend on them asynchronously. The
 * monitor is the one of intercom ({@code start}, {@code stop}, {@code restart},
 * {@code kill}), with its defects mended.
 *
 * @since 0.1.0
 */
public final class Supervisor {

	private final SerialLoop loop = new SerialLoop();

	private final ChildLifecycle lifecycle;

	private final ChildCommands commands;

	/**
	 * Creates the owner of a child that does not run yet.
	 * @param supervision policy, starter, listener and time
	 */
	public Supervisor(Supervision supervision) {
		this.lifecycle = new ChildLifecycle(supervision, this.loop);
		this.commands = new ChildCommands(supervision, this.lifecycle);
	}

	/**
	 * The latest snapshot.
	 * @return what is wanted and what runs
	 */
	public SupervisorStatus status() {
		return this.lifecycle.status();
	}

	/**
	 * Starts the child; refused while it runs or is about to.
	 * @return completes when the process runs; fails with an
	 * {@link IllegalStateException} when refused, with the reason when it cannot be
	 * started, and with a {@link java.util.concurrent.CancellationException} when a stop
	 * overtakes it
	 */
	public CompletableFuture<Void> start() {
		return submit(this.commands::start);
	}

	/**
	 * Ends the child for good; refused when nothing runs. Asking again while the stop is
	 * under way joins it.
	 * @return completes when the child is down; fails with an
	 * {@link IllegalStateException} when refused or when the process outlives SIGKILL
	 */
	public CompletableFuture<Void> stop() {
		return submit(this.commands::stop);
	}

	/**
	 * Like {@link #stop()}, but not refused when the child is down. Calls before it have
	 * taken effect by then: a start is followed by a stop.
	 * @return completes when the child is down; fails when the process outlives SIGKILL
	 */
	public CompletableFuture<Void> stopIfUp() {
		return submit(this.commands::stopIfUp);
	}

	/**
	 * Ends the running process and starts the next one, whatever the policy says; starts
	 * a child that does not run. A stop under way wins.
	 * @return completes when the new process runs; fails like {@link #start()}
	 */
	public CompletableFuture<Void> restart() {
		return submit(this.commands::restart);
	}

	/**
	 * Like {@link #restart()}, but only if this process runs and is not being ended.
	 * @param run the process to replace
	 */
	public void restart(ChildRun run) {
		this.loop.execute(() -> {
			SupervisorStatus status = status();
			if (status.run() == run && status.phase() == SupervisorStatus.Phase.RUNNING) {
				this.commands.restart(new CompletableFuture<>());
			}
		});
	}

	/**
	 * Ends the running process like a stop, but leaves it to the policy whether the next
	 * one follows; refused when nothing runs.
	 * @return completes when the process has ended
	 */
	public CompletableFuture<Void> kill() {
		return submit(this.commands::kill);
	}

	/**
	 * Ends a process that does not do its work. That is a failure, whatever its exit
	 * code, and the policy decides what follows. Does nothing unless it is the running
	 * process, and not being ended already.
	 * @param run the process
	 * @param fault what is wrong, a sentence without its full stop
	 * @param forGood whether the child is stopped, whatever the policy
	 */
	public void fail(ChildRun run, String fault, boolean forGood) {
		this.loop.execute(() -> this.commands.fail(run, fault, forGood));
	}

	/**
	 * From now on a restart that nobody has asked for by hand waits for
	 * {@link #release()}, which {@link SupervisorListener#waiting()} tells.
	 */
	void gate() {
		this.loop.execute(this.commands::gate);
	}

	/**
	 * Starts the process that waits, if one does.
	 */
	void release() {
		this.loop.execute(this.commands::release);
	}

	/**
	 * Ends the running process like a restart by hand, but the next one waits for
	 * {@link #release()}. What waits already goes on waiting.
	 * @param reason why, a sentence without its full stop
	 * @param down called when the child is down, or is being stopped, so that no process
	 * will wait
	 */
	void hold(String reason, Runnable down) {
		this.loop.execute(() -> this.commands.hold(reason, down));
	}

	/**
	 * Ends the running process and starts no other one, because the child cannot do its
	 * work.
	 * @param reason why, a sentence without its full stop
	 */
	void giveUp(String reason) {
		this.loop.execute(() -> this.commands.giveUp(reason));
	}

	/**
	 * Lets the running process end by itself and does not start another one after it.
	 */
	public void noRestart() {
		this.loop.execute(this.commands::noRestart);
	}

	private CompletableFuture<Void> submit(Consumer<CompletableFuture<Void>> step) {
		CompletableFuture<Void> future = new CompletableFuture<>();
		this.loop.execute(() -> step.accept(future));
		return future;
	}

}
