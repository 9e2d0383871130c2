package org.intercom4j;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.intercom4j.process.LaunchException;
import org.intercom4j.process.OrphanAction;
import org.intercom4j.supervisor.GroupStrategy;
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

	private final SharedSessions sessions;

	private final IntercomRuntime runtime;

	private final @Nullable ShutdownHook shutdownHook;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final ChildRegistry children;

	private Intercom(Builder builder) {
		this.sessions = new SharedSessions(builder.jsonMapper);
		this.runtime = new IntercomRuntime(builder.listenerThreads, builder.classDataArchive, builder.application,
				builder.orphans);
		this.children = new ChildRegistry(this.runtime::isClosing);
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
		return this.children.add(name, () -> create(name, options));
	}

	/** For children that nobody looks up: known while they are up. */
	Child newChild(String name, ChildOptions options) {
		return this.children.addAnonymous(create(name, options));
	}

	private SupervisedChild create(String name, ChildOptions options) {
		if (name.isBlank()) {
			throw new IllegalArgumentException("'name' must not be empty");
		}
		return new SupervisedChild(name, options, this.runtime, this.sessions.of(options.channel().frameLimit()));
	}

	/**
	 * Lets children be restarted together: when the process of one has ended, and nobody
	 * has asked for that, the others that the strategy names are ended as well, and all
	 * are started again one after another in the order of the list, each one when the one
	 * before is ready. Restarts of the others are not counted by their restart policies.
	 * When one is given up, so are the others that the strategy names. A start, stop or
	 * restart by hand concerns that child alone, as does the end of a child that has done
	 * its work.
	 * @param name the group's name, for messages
	 * @param strategy who is restarted with whom
	 * @param children names of children of this Intercom, none of them in a group
	 * already, in the order of their start
	 * @throws IllegalArgumentException if there is no such child, or it is in a group
	 */
	public void group(String name, GroupStrategy strategy, List<String> children) {
		this.children.group(name, strategy, children);
	}

	/**
	 * The children by name, in the order of their creation.
	 * @return a copy
	 */
	public Map<String, Child> children() {
		return this.children.all();
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
			this.runtime.launcher().check(new LaunchPlan(name, options, this.runtime.files(), null).spec(Map.of()));
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
			.map(SupervisedChild.class::cast)
			.map((child) -> child.stopIfUp()
				.exceptionally((failure) -> child.info())
				.thenCompose((info) -> child.delivered(DELIVERY_MILLIS)))
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

		private String application = mainClass();

		private OrphanAction orphans = OrphanAction.KILL;

		private Builder() {
		}

		/** Without its arguments, which may differ from run to run. */
		private static String mainClass() {
			return System.getProperty("sun.java.command", "").split(" ", 2)[0];
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
		 * The name by which a later run of the application is known as the same one,
		 * together with the working directory; by default its main class or archive.
		 * @param application the name
		 * @return this builder
		 */
		public Builder application(String application) {
			this.application = application;
			return this;
		}

		/**
		 * What is done with processes that an earlier run of the application left
		 * running, as it was killed together with its guardian: they are ended, by
		 * default. No child is started before that is done. On Linux only.
		 * @param orphans what to do
		 * @return this builder
		 */
		public Builder orphans(OrphanAction orphans) {
			this.orphans = orphans;
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
