package org.intercom4j.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.Intercom;
import org.intercom4j.emitter.EventListener;

/**
 * A child of ours, and the wait for what it does.
 */
final class Worker {

	private static final long LIMIT_SECONDS = 120;

	private final Child child;

	private Worker(Child child) {
		this.child = child;
	}

	static Worker create(Intercom intercom, String name, ChildOptions options) {
		return new Worker(intercom.child(name, options));
	}

	static Worker start(Intercom intercom, String name, ChildOptions options) throws Exception {
		Worker worker = create(intercom, name, options);
		worker.becomeReady();
		return worker;
	}

	/**
	 * Starts it and waits for its channel.
	 */
	void becomeReady() throws Exception {
		await(this.child.start());
		await(this.child.whenReady());
	}

	Child child() {
		return this.child;
	}

	/**
	 * The time at which an event is heard for the next time, as of
	 * {@link System#nanoTime()}.
	 */
	CompletableFuture<Long> next(String event) {
		CompletableFuture<Long> time = new CompletableFuture<>();
		this.child.once(event, (heard) -> time.complete(System.nanoTime()));
		return time;
	}

	/**
	 * Listens while an action runs and until the future is complete.
	 */
	void listen(String event, EventListener listener, Runnable action, CompletableFuture<?> end) throws Exception {
		this.child.on(event, listener);
		action.run();
		await(end);
		this.child.off(event, listener);
	}

	static <T> T await(CompletableFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
		return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
	}

}
