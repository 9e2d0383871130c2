package org.intercom4j;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait for the channel. Thread-safe; run in the lane, in the order in which
 * they came.
 */
final class ReadyTasks {

	private final EventBus bus;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final Queue<Runnable> tasks = new ArrayDeque<>();

	ReadyTasks(EventBus bus) {
		this.bus = bus;
	}

	void add(Runnable task, boolean ready) {
		this.lock.lock();
		try {
			this.tasks.add(task);
		}
		finally {
			this.lock.unlock();
		}
		if (ready) {
			this.bus.lane().execute(this::runAll);
		}
	}

	void runAll() {
		for (Runnable task = next(); task != null; task = next()) {
			try {
				task.run();
			}
			catch (RuntimeException | Error ex) {
				this.bus.localError(ex);
			}
		}
	}

	private @Nullable Runnable next() {
		this.lock.lock();
		try {
			return this.tasks.poll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
