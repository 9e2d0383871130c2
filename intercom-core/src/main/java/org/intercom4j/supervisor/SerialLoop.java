package org.intercom4j.supervisor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another, in the order in which they came, on the thread of whoever
 * finds the loop idle. For short tasks that never block and never call a user's code.
 */
final class SerialLoop implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(SerialLoop.class);

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		if (this.waiting.getAndIncrement() > 0) {
			return;
		}
		do {
			run(this.tasks.remove());
		}
		while (this.waiting.decrementAndGet() > 0);
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A supervision step failed; this is a defect of Intercom", ex);
		}
	}

}
