package org.intercom4j;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the listeners of one peer, or logs its output, one task after another, on a thread
 * borrowed from an executor while there is work. The thread is kept for a moment after
 * the last task, because to wake it costs less than to borrow another one. Tasks may
 * block.
 */
final class EventLane implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(EventLane.class);

	private static final long KEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final String threadName;

	private final Executor threads;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	/** What comes before the tasks, owned by the thread that runs them. */
	private final Queue<Runnable> next = new ArrayDeque<>();

	private final AtomicInteger waiting = new AtomicInteger();

	/** The thread that waits for the next task, taken by whoever wakes it. */
	private final AtomicReference<@Nullable Thread> kept = new AtomicReference<>();

	/** Written in a task. */
	private volatile boolean keeping = true;

	/** Written by the thread that runs the tasks, read by any. */
	private volatile @Nullable Thread current;

	EventLane(String threadName, Executor threads) {
		this.threadName = threadName;
		this.threads = threads;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		if (this.waiting.getAndIncrement() == 0) {
			Thread thread = this.kept.getAndSet(null);
			if (thread != null) {
				LockSupport.unpark(thread);
			}
			else {
				borrowThread();
			}
		}
	}

	/**
	 * Without a thread to be had the tasks run on the caller's: better there than never.
	 */
	private void borrowThread() {
		try {
			this.threads.execute(() -> drain(this::isWoken));
		}
		catch (RuntimeException | Error ex) {
			logger.error("There is no thread for {}", this.threadName, ex);
			drain(() -> false);
		}
	}

	/** At once if the caller runs in a task of this lane, else later. */
	void executeInTurn(Runnable task) {
		if (isCurrentThread()) {
			task.run();
		}
		else {
			execute(task);
		}
	}

	/** Before all that waits. Only for a caller that runs in a task of this lane. */
	void executeNext(Runnable task) {
		this.next.add(task);
	}

	/** Does at once what comes next, if the caller runs in a task of this lane. */
	void runNext() {
		while (isCurrentThread() && !this.next.isEmpty()) {
			this.next.remove().run();
		}
	}

	/**
	 * From now on a thread goes at once, since it may be what keeps the process alive.
	 * Only for a caller that runs in a task of this lane.
	 */
	void keepNoThread() {
		this.keeping = false;
	}

	/** Whether the caller runs in a task of this lane. */
	boolean isCurrentThread() {
		return this.current == Thread.currentThread();
	}

	private void drain(BooleanSupplier goOn) {
		Thread thread = Thread.currentThread();
		String borrowedName = thread.getName();
		thread.setName(this.threadName);
		try {
			do {
				runAll(thread);
			}
			while (goOn.getAsBoolean());
		}
		finally {
			thread.setName(borrowedName);
		}
	}

	/** Waits for the next task; not if another thread does so already. */
	private boolean isWoken() {
		Thread thread = Thread.currentThread();
		if (!this.keeping || !this.kept.compareAndSet(null, thread)) {
			return false;
		}
		// what came just before was told to another thread, which may wait for this one
		if (this.waiting.get() > 0 && this.kept.compareAndSet(thread, null)) {
			return false;
		}
		long end = System.nanoTime() + KEEP_NANOS;
		for (long left = KEEP_NANOS; left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(this, left);
			Thread.interrupted();
			if (this.kept.get() != thread) {
				return true;
			}
		}
		return !this.kept.compareAndSet(thread, null);
	}

	private void runAll(Thread thread) {
		do {
			this.current = thread;
			run(this.tasks.remove());
			this.current = null;
		}
		while (this.waiting.decrementAndGet() > 0);
	}

	/** Only for a caller that runs in a task of this lane: as if it were the next one. */
	void run(Runnable task) {
		try {
			task.run();
			runNext();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A task of {} failed", this.threadName, ex);
		}
	}

}
