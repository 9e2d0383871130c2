package org.intercom4j.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

import org.intercom4j.process.ExitStatus;
import org.intercom4j.process.StopSignal;

/**
 * One run of a child: a process and its channel. No method blocks.
 *
 * @since 0.1.0
 */
public interface ChildRun {

	/**
	 * The process id.
	 * @return the pid
	 */
	long pid();

	/**
	 * When the process started.
	 * @return the time
	 */
	Instant startedAt();

	/**
	 * Lets the output and the channel of the process be read; called once, when its start
	 * was announced.
	 */
	void begin();

	/**
	 * How long ago the process ended.
	 * @return the time, zero while it lives
	 */
	Duration sinceExit();

	/**
	 * Whether the process lives; {@link #ended()} follows its end.
	 * @return whether it does
	 */
	boolean isAlive();

	/**
	 * Whether the channel is up, so that the child can be asked to end.
	 * @return whether a message can reach it
	 */
	boolean isConnected();

	/**
	 * Asks a child that wants to be told to finish its work. The channel stays open.
	 * @param finished called when it has done so, on any thread
	 * @return whether it was asked; if not, nothing is called
	 */
	boolean requestStop(Runnable finished);

	/**
	 * Tells the child over the channel that it is wanted no longer, and closes the
	 * channel.
	 */
	void disconnect();

	/**
	 * Sends a signal to the process tree.
	 * @param signal the signal that asks it to end
	 */
	void terminate(StopSignal signal);

	/** Sends SIGKILL to the process tree. */
	void kill();

	/**
	 * Completes when the process has ended and everything that it wrote, on its channel
	 * and as output, has been handed on. Never fails.
	 * @return how it ended
	 */
	CompletionStage<ExitStatus> ended();

}
