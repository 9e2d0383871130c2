package org.intercom4j;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.process.LaunchException;
import org.intercom4j.process.ProcessLauncher;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A set of children and the few threads that they share. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Intercom implements AutoCloseable {

	private static final long CLOSE_MARGIN_SECONDS = 3;

	private static final long DELIVERY_MILLIS = 2000;

	private final JsonMapper jsonMapper;

	private final IntercomRuntime runtime;

	private final @Nullable ShutdownHook shutdownHook;

	private final AtomicLong anonymous = new AtomicLong();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final Map<String, Child> children = new LinkedHashMap<>();

	private Intercom(Builder builder) {
		this.jsonMapper = builder.jsonMapper;
		this.runtime = new IntercomRuntime(builder.listenerThreads, builder.classDataArchive);
		this.shutdownHook = builder.shutdownHook ? ShutdownHook.add("intercom-shutdown", this::close) : null;
	}

	/**
	 * The Intercom that {@link Child#create} uses: made on first use, closed when the JVM
	 * ends.
	 * @return the one of this JVM
	 */
	public static Intercom shared() {
		return Shared.INSTANCE;
	}

	/**
	 * Settings of a new Intercom.
	 * @return a builder with the defaults
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Creates a child, not started.
	 * @param name its name, for threads, loggers and messages
	 * @param options its options
	 * @return the child
	 * @throws IllegalArgumentException if the name is empty or taken
	 * @throws IllegalStateException if the Intercom is closed
	 */
	public Child child(String name, ChildOptions options) {
		requireName(name);
		this.lock.lock();
		try {
			if (this.children.containsKey(name)) {
				throw new IllegalArgumentException("'name' must be unique but there is a child '%s'".formatted(name));
			}
			return add(name, new SupervisedChild(name, options, this.runtime, this.jsonMapper));
		}
		finally {
			this.lock.unlock();
		}
	}

	private Child add(String key, Child child) {
		if (this.runtime.isClosing()) {
			throw new IllegalStateException("The Intercom is closed");
		}
		this.children.put(key, child);
		return child;
	}

	/** For children that nobody looks up: known while they are up. */
	Child newChild(String name, ChildOptions options) {
		requireName(name);
		String key = name + "@" + this.anonymous.incrementAndGet();
		Child child = new SupervisedChild(name, options, this.runtime, this.jsonMapper);
		this.lock.lock();
		try {
			add(key, child);
		}
		finally {
			this.lock.unlock();
		}
		child.onEvent((event) -> keepWhileUp(key, child, event));
		return child;
	}

	private void keepWhileUp(String key, Child child, ChildEvent event) {
		this.lock.lock();
		try {
			if (event instanceof ChildStartEvent || (event instanceof ChildErrorEvent && child.state().isUp())) {
				this.children.put(key, child);
			}
			else if (event instanceof ChildCloseEvent && !child.state().isUp()) {
				this.children.remove(key);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private static void requireName(String name) {
		if (name.isBlank()) {
			throw new IllegalArgumentException("'name' must not be empty");
		}
	}

	/**
	 * The children by name, in the order of their creation.
	 * @return a copy
	 */
	public Map<String, Child> children() {
		this.lock.lock();
		try {
			return Collections.unmodifiableMap(new LinkedHashMap<>(this.children));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Checks that a child with such options could be started now: that its script,
	 * interpreter or command and its directory are there.
	 * @param name the child's name, for the message
	 * @param options the options
	 * @throws ChildException if not, with the option to mend
	 */
	public void check(String name, ChildOptions options) {
		try {
			ProcessLauncher.check(new LaunchPlan(name, options, this.runtime.files(), null).spec(Map.of()));
		}
		catch (LaunchException ex) {
			throw new ChildException(name, ex);
		}
	}

	/**
	 * Stops all children, in parallel.
	 * @return as {@link #stopAll(Collection)}
	 */
	public CompletableFuture<Void> stopAll() {
		return stopAll(children().values());
	}

	/**
	 * Stops some children, in parallel.
	 * @param children children of this Intercom
	 * @return completes when all are down, or cannot be stopped, and their listeners have
	 * heard of it or taken two seconds; never fails
	 */
	public CompletableFuture<Void> stopAll(Collection<Child> children) {
		List<CompletableFuture<Void>> stops = children.stream()
			.filter((child) -> child.state().isUp())
			.map((child) -> child.stop()
				.exceptionally((failure) -> child.info())
				.thenCompose((info) -> ((SupervisedChild) child).delivered(DELIVERY_MILLIS)))
			.toList();
		return CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new));
	}

	/**
	 * Stops all children and ends the shared threads. Waits as long as the slowest stop
	 * may take, twice if a child is started meanwhile. No child can be created or started
	 * afterwards. Does nothing the second time.
	 */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		stopAndWait();
		this.runtime.beginClosing();
		stopAndWait();
		if (this.shutdownHook != null) {
			this.shutdownHook.remove();
		}
		this.runtime.close();
	}

	private void stopAndWait() {
		long seconds = children().values()
			.stream()
			.mapToLong((child) -> child.options().stop().total().toSeconds())
			.max()
			.orElse(0) + CLOSE_MARGIN_SECONDS;
		stopAll().completeOnTimeout(null, seconds, TimeUnit.SECONDS).join();
	}

	/**
	 * Builds an {@link Intercom}. Not thread-safe.
	 */
	public static final class Builder {

		private JsonMapper jsonMapper = JsonMapper.builder().build();

		private ThreadFactory listenerThreads = IntercomRuntime.daemons("intercom-worker");

		private boolean shutdownHook = true;

		private boolean classDataArchive = true;

		private Builder() {
		}

		/**
		 * What writes and reads the arguments of events; a plain mapper by default.
		 * @param jsonMapper the mapper
		 * @return this builder
		 */
		public Builder jsonMapper(JsonMapper jsonMapper) {
			this.jsonMapper = jsonMapper;
			return this;
		}

		/**
		 * What makes the threads that listeners run on; daemon threads by default.
		 * Virtual threads will do.
		 * @param listenerThreads the factory
		 * @return this builder
		 */
		public Builder listenerThreads(ThreadFactory listenerThreads) {
			this.listenerThreads = listenerThreads;
			return this;
		}

		/**
		 * Whether all children are stopped when the JVM ends; yes by default.
		 * @param shutdownHook whether to do so
		 * @return this builder
		 */
		public Builder shutdownHook(boolean shutdownHook) {
			this.shutdownHook = shutdownHook;
			return this;
		}

		/**
		 * Whether Java children start with a class-data archive, which halves the time
		 * until they are connected; yes by default. It is made in the background after
		 * the first start of a child, and kept in the user's cache directory.
		 * @param classDataArchive whether to make and to use one
		 * @return this builder
		 */
		public Builder classDataArchive(boolean classDataArchive) {
			this.classDataArchive = classDataArchive;
			return this;
		}

		/**
		 * Creates the Intercom.
		 * @return an Intercom without children
		 */
		public Intercom build() {
			return new Intercom(this);
		}

	}

	/** Made when it is first asked for. */
	private static final class Shared {

		private static final Intercom INSTANCE = builder().build();

	}

}
