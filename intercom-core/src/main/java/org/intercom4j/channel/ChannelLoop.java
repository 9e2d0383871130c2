package org.intercom4j.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One daemon thread that reads, and finishes the writes, of any number of channels and
 * servers.
 * <p>
 * Its sockets are non-blocking because the interrupt of a thread that writes to a
 * blocking one would close the channel.
 *
 * @since 0.1.0
 */
public final class ChannelLoop implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ChannelLoop.class);

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

	// The system makes about twice as much of it.
	private static final long PAUSE_NANOS = 50_000;

	private final Selector selector;

	private final Thread thread;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	// Owned by the loop thread
	private final List<Runnable> delayed = new ArrayList<>();

	// Owned by the loop thread
	private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();

	private volatile boolean closing;

	private volatile boolean ended;

	/**
	 * Starts the loop.
	 * @param threadName the name of its thread, for example {@code intercom-channels}
	 * @throws UncheckedIOException if the system has no selector left
	 */
	public ChannelLoop(String threadName) {
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not open a selector for the channel loop " + threadName, ex);
		}
		this.thread = new Thread(this::run, threadName);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Closes all channels and servers and waits until what the channels accepted is
	 * flushed, within the close time limit of each channel. Does not wait when called on
	 * the loop thread. Calling it again has no effect.
	 */
	@Override
	public void close() {
		this.closing = true;
		this.selector.wakeup();
		if (!isLoopThread() && !awaitEnd()) {
			logger.warn("{} is still busy with a handler, its channels remain open", this);
		}
	}

	@Override
	public String toString() {
		return "Channel loop " + this.thread.getName();
	}

	boolean isLoopThread() {
		return Thread.currentThread() == this.thread;
	}

	/**
	 * Watches a non-blocking socket from now on.
	 */
	SelectionKey register(SelectableChannel socket, int operations, LoopMember member) throws IOException {
		requireNotClosing();
		SelectionKey key = socket.register(this.selector, operations, member);
		this.selector.wakeup();
		return key;
	}

	void requireNotClosing() {
		if (this.closing) {
			throw new IllegalStateException(this + " is closed");
		}
	}

	/**
	 * Runs a task on the loop thread after the sockets of this turn.
	 * @return {@code false} if the loop has ended, and the task is not run
	 */
	boolean execute(Runnable task) {
		this.tasks.add(task);
		wakeup();
		return !this.ended || !this.tasks.remove(task);
	}

	/**
	 * Runs an action on the loop thread at the end of a time; called on that thread.
	 */
	Deadline schedule(Duration delay, Runnable action) {
		Deadline deadline = new Deadline(System.nanoTime() + delay.toNanos(), action);
		this.deadlines.add(deadline);
		return deadline;
	}

	/**
	 * Runs a task on the loop thread after a short pause of the whole loop; called on
	 * that thread.
	 */
	void executeAfterPause(Runnable task) {
		this.delayed.add(task);
	}

	void cancel(Deadline deadline) {
		this.deadlines.remove(deadline);
	}

	void wakeup() {
		if (!isLoopThread()) {
			this.selector.wakeup();
		}
	}

	private boolean awaitEnd() {
		boolean interrupted = false;
		long end = System.nanoTime() + CLOSE_LIMIT.toNanos();
		while (this.thread.isAlive() && System.nanoTime() < end) {
			try {
				TimeUnit.NANOSECONDS.timedJoin(this.thread, Math.max(1, end - System.nanoTime()));
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return !this.thread.isAlive();
	}

	private void run() {
		try {
			while (!this.closing || hasMembers()) {
				turn();
			}
		}
		catch (IOException ex) {
			logger.error("{} has failed and closes its channels", this, ex);
			this.closing = true;
			this.selector.keys().forEach((key) -> member(key).failed(ex));
		}
		finally {
			this.ended = true;
			runTasks();
			closeSelector();
		}
	}

	private void closeSelector() {
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			logger.debug("{} could not close its selector", this, ex);
		}
	}

	private void turn() throws IOException {
		// With a left-over interrupt of a handler the selector would never wait again.
		Thread.interrupted();
		pauseIfDelayed();
		if (this.tasks.isEmpty()) {
			this.selector.select(this::dispatch, waitMillis());
		}
		else {
			this.selector.selectNow(this::dispatch);
		}
		runTasks();
		runDeadlines();
		if (this.closing) {
			this.selector.keys().forEach((key) -> member(key).loopClosing());
			runTasks();
		}
	}

	private void pauseIfDelayed() {
		if (!this.delayed.isEmpty()) {
			LockSupport.parkNanos(this, PAUSE_NANOS);
			this.tasks.addAll(this.delayed);
			this.delayed.clear();
		}
	}

	private void dispatch(SelectionKey key) {
		LoopMember member = member(key);
		try {
			// A member that had its turn before may have closed this one.
			if (key.isValid()) {
				member.ready(key.readyOps());
			}
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			member.failed(ex);
		}
	}

	private void runTasks() {
		// Tasks that follow from these wait for the next turn, so that sockets have
		// theirs.
		for (int count = this.tasks.size(); count > 0; count--) {
			run(Objects.requireNonNull(this.tasks.poll()));
		}
	}

	private void runDeadlines() {
		Deadline next = this.deadlines.peek();
		while (next != null && next.nanoTime() - System.nanoTime() <= 0) {
			this.deadlines.remove();
			run(next.action());
			next = this.deadlines.peek();
		}
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			logger.error("{} goes on after a task that failed", this, ex);
		}
	}

	private long waitMillis() {
		Deadline next = this.deadlines.peek();
		if (next == null) {
			return 0;
		}
		long nanos = next.nanoTime() - System.nanoTime();
		return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
	}

	private boolean hasMembers() {
		return this.selector.keys().stream().anyMatch(SelectionKey::isValid);
	}

	private static LoopMember member(SelectionKey key) {
		return (LoopMember) key.attachment();
	}

}
