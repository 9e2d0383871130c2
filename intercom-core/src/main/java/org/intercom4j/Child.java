package org.intercom4j;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.intercom4j.process.OutputTail;
import org.intercom4j.process.ProcessUsage;

/**
 * A supervised child process and one end of the event channel to it: {@code EventChild}
 * of the original ({@code Child} in its first README).
 * <p>
 * A child is started, kept alive by its restart policy, talked to with events, and
 * stopped. Methods may be called from any thread, listeners of its own included; none
 * blocks but {@link #emit}, which waits while too much is on its way. States are those of
 * {@link ChildState}. Its own events are {@code start}, {@code restart}, {@code stop},
 * {@code exit}, {@code close}, {@code error}, {@code warn}, {@code stdout},
 * {@code stderr}, {@code rpcready}, {@code rpcexit}, {@code disconnect} and
 * {@code disconnected}.
 *
 * @since 0.1.0
 */
public interface Child extends EventPeer {

	/**
	 * Creates a child that belongs to the {@linkplain Intercom#shared() shared} Intercom
	 * of this JVM.
	 * @param name its name, for threads, loggers and messages
	 * @param options its options
	 * @return the child, not started
	 */
	static Child create(String name, ChildOptions options) {
		return Intercom.shared().newChild(name, options);
	}

	/**
	 * The child's name.
	 * @return the name
	 */
	String name();

	/**
	 * The child's options.
	 * @return the options
	 */
	ChildOptions options();

	/**
	 * Starts the child. While it runs, or is about to, that is an {@code error} event and
	 * there is still one process.
	 * @return completes when the process runs (event {@code start}); fails with a
	 * {@link ChildException} when it cannot be started, or is stopped before
	 */
	CompletableFuture<ChildInfo> start();

	/**
	 * Stops the child for good: asks over the channel, then SIGTERM, then SIGKILL, each
	 * with its time, to the whole process tree. Wins over a start, a restart and a pause
	 * under way. When nothing runs that is an {@code error} event.
	 * @return completes when the process is gone (event {@code close}); fails with a
	 * {@link ChildException} when nothing runs, or when it outlives SIGKILL
	 */
	CompletableFuture<ChildInfo> stop();

	/**
	 * Stops the running process and starts the next one, whatever the restart policy
	 * says. Not counted by the policy; starts a child that does not run.
	 * @return completes when the new process runs (event {@code restart}); fails with a
	 * {@link ChildException} when it cannot be started, or is stopped before
	 */
	CompletableFuture<ChildInfo> restart();

	/**
	 * Stops the running process and leaves it to the restart policy whether the next one
	 * follows ({@code kill(false)} of the original).
	 * @return completes when the process is gone (event {@code exit})
	 */
	CompletableFuture<ChildInfo> kill();

	/**
	 * Waits for the readiness of the running process, or of the next one.
	 * @return completes when it is ready, at once when it is already; fails with a
	 * {@link ChildException} when that process ends before, is not ready in time, cannot
	 * be started, or when the child goes down
	 */
	CompletableFuture<ChildInfo> whenReady();

	/**
	 * Starts no further process when the running one ends by itself.
	 */
	void noRestart();

	/**
	 * Where the child stands.
	 * @return the state at this moment
	 */
	ChildState state();

	/**
	 * All that is known of the child.
	 * @return a snapshot
	 */
	ChildInfo info();

	/**
	 * What the running process and all below it use now. Reads files, so not for a loop.
	 * @return the figures; empty when nothing runs, and where the system does not tell
	 */
	Optional<ProcessUsage> usage();

	/**
	 * Why the latest start failed.
	 * @return the reason, empty when it did not fail
	 */
	Optional<ChildException> startFailure();

	/**
	 * How the latest process ended, asked for or not.
	 * @return the report, empty before the first end
	 */
	Optional<CrashReport> lastCrash();

	/**
	 * The latest ends that nobody asked for, and starts that failed.
	 * @return at most ten reports, newest first
	 */
	List<CrashReport> crashes();

	/**
	 * The last lines that the child wrote.
	 * @return oldest first
	 */
	List<OutputTail.Line> output();

	/**
	 * Adds an observer of everything that happens to the child, called on its event
	 * thread after the listeners. Events that this side emitted are not among it.
	 * @param observer the observer
	 */
	void onEvent(Consumer<? super ChildEvent> observer);

	/**
	 * Removes an observer.
	 * @param observer the observer
	 */
	void offEvent(Consumer<? super ChildEvent> observer);

}
