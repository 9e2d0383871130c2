package org.intercom4j;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.intercom4j.dnode.SessionOptions;
import org.intercom4j.emitter.Event;
import org.jspecify.annotations.Nullable;

/**
 * A bus with threads of its own, without processes.
 */
final class BusFixture implements AutoCloseable {

	final ExecutorService threads = Executors.newCachedThreadPool();

	/** What the observer heard. */
	final ConcurrentLinkedQueue<String> observed = new ConcurrentLinkedQueue<>();

	final EventBus bus = new EventBus("Child 'test'",
			new BusOptions("test", EventBus.DEFAULT_OPTIONS, SessionOptions.defaults(), 100), this.threads,
			new Observer());

	/** What the listeners heard: name and arguments. */
	final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();

	BusFixture() {
		this.bus.emitter().onAny((event) -> this.heard.add(event.name() + event.arguments().toList()));
	}

	/** Waits until all that was handed to the lane before has run. */
	void barrier() throws Exception {
		CompletableFuture<Void> reached = new CompletableFuture<>();
		this.bus.lane().execute(() -> reached.complete(null));
		reached.get(60, TimeUnit.SECONDS);
	}

	@Override
	public void close() {
		this.threads.shutdown();
	}

	private final class Observer implements PeerObserver {

		@Override
		public void warn(String message) {
			BusFixture.this.observed.add("warn " + message);
		}

		@Override
		public void error(String message, @Nullable Throwable cause, List<@Nullable Object> arguments) {
			BusFixture.this.observed.add("error " + message + " " + arguments);
		}

		@Override
		public void message(Event event) {
			BusFixture.this.observed.add("message " + event.name());
		}

	}

}
