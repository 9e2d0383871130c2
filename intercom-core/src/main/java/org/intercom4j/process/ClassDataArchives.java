package org.intercom4j.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Class-data archives, with which a JVM starts in half the time, for the Java children of
 * one application: used where there is one, made after the first start where there is
 * none, and kept in the user's cache directory.
 * <p>
 * Whatever is in the way - an unwritable directory, options of the user's own, a training
 * run that fails - only means that there is none, and is logged at debug. May be used
 * from any thread.
 *
 * @since 0.1.0
 */
public final class ClassDataArchives implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ClassDataArchives.class);

	private static final int CLOSE_SECONDS = 5;

	/** Other JVMs have other archives. */
	private static final boolean SUPPORTED = Set.of("OpenJDK", "Java HotSpot(TM)")
		.stream()
		.anyMatch(System.getProperty("java.vm.name", "")::startsWith);

	private final ClassDataDirectory directory;

	private final ArchiveTraining training;

	private final ExecutorService threads;

	private final PathArranger arranger;

	private final ReentrantLock lock = new ReentrantLock();

	// Guarded by lock, from here on
	private final Queue<Task> tasks = new ArrayDeque<>();

	private final Set<String> asked = new HashSet<>();

	private boolean busy;

	private boolean closed;

	private ArchiveTraining.@Nullable Run run;

	/**
	 * Makes nothing yet.
	 * @param directory where archives are kept
	 * @param launcher starts training runs
	 * @param environment the environment of training runs
	 * @param mainClass what a training run runs: it loads what a child needs
	 * @param threads for short tasks such as looking into jars
	 */
	public ClassDataArchives(Path directory, ProcessLauncher launcher, Map<String, String> environment,
			Class<?> mainClass, ExecutorService threads) {
		this.directory = new ClassDataDirectory(directory);
		Map<String, String> own = new HashMap<>(environment);
		JavaOptions.VARIABLES.forEach(own::remove);
		this.training = new ArchiveTraining(launcher, Map.copyOf(own), mainClass.getName());
		this.arranger = new PathArranger(LibraryJars.find(), mainClass.getName());
		this.threads = threads;
	}

	/**
	 * Where archives are kept unless told otherwise.
	 * @return a directory for caches that belongs to the application's user
	 */
	public static Path userDirectory() {
		return ClassDataDirectory.ofUser(System.getenv());
	}

	/**
	 * What Java children are given. Where an archive is missing it is noted, and made
	 * after {@link #makeMissing()}.
	 * @param environment the child's environment
	 * @return the start
	 */
	public JavaStart start(Map<String, String> environment) {
		return (classPath, execArgv) -> options(classPath, execArgv, environment);
	}

	private JavaStart.Options options(String classPath, List<String> execArgv, Map<String, String> environment) {
		if (SUPPORTED && JavaOptions.leaveRoom(execArgv, environment)) {
			try {
				Optional<ArchivedPath> path = this.arranger.arrange(classPath);
				if (path.isPresent()) {
					return options(classPath, path.get());
				}
			}
			catch (IOException | RuntimeException ex) { // a child starts without it
				logger.debug("No class-data archive is used from {}", this.directory, ex);
			}
		}
		return JavaStart.PLAIN.options(classPath, execArgv);
	}

	private JavaStart.Options options(String classPath, ArchivedPath path) throws IOException {
		String key = path.key();
		Optional<Path> archive = this.directory.find(key);
		if (archive.isEmpty()) {
			ask(new Task(key, path));
			return new JavaStart.Options(List.of(), classPath);
		}
		// A JVM that cannot use it goes on without, and would say so on standard output.
		return new JavaStart.Options(
				List.of("-XX:SharedArchiveFile=" + archive.get(), "-Xshare:auto", "-Xlog:cds*=off"), path.classPath());
	}

	private void ask(Task task) {
		this.lock.lock();
		try {
			if (this.asked.add(task.key())) {
				this.tasks.add(task);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Begins to make what is missing, one archive after the other, in the background. To
	 * be called when a child was started.
	 */
	public void makeMissing() {
		this.lock.lock();
		try {
			if (this.busy || this.closed || this.tasks.isEmpty()) {
				return;
			}
			this.busy = true;
			Task task = this.tasks.remove();
			this.threads.execute(() -> begin(task));
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) { // no thread to be had
			this.busy = false;
			logger.debug("No class-data archive is made now", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void begin(Task task) {
		CompletableFuture.completedStage(task).thenCompose(this::make).whenComplete((nothing, failure) -> {
			if (failure != null) {
				logger.debug("No class-data archive is made for {}", task.path().classPath(), failure);
			}
			ended();
			makeMissing();
		});
	}

	private void ended() {
		this.lock.lock();
		try {
			this.busy = false;
			this.run = null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private CompletionStage<@Nullable Void> make(Task task) {
		try {
			if (!this.arranger.isSafe(task.path())) {
				logger.debug("No class-data archive is made for {}: two of its jars hold a file of the same name",
						task.path().classPath());
				return CompletableFuture.completedStage(null);
			}
			Path part = this.directory.newPart();
			this.directory.removeOld(Instant.now());
			return this.training.start(task.path().archived(), part)
				.thenCompose(this::running)
				.thenAccept((made) -> finish(task, part, made));
		}
		catch (IOException ex) {
			return CompletableFuture.failedStage(ex);
		}
	}

	private CompletableFuture<Boolean> running(ArchiveTraining.Run started) {
		this.lock.lock();
		try {
			this.run = started;
			if (this.closed) {
				started.process().kill();
			}
			return started.done();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Its jars may have changed meanwhile, so that it would be another one's. */
	private void finish(Task task, Path part, boolean made) {
		try {
			if (made && task.path().key().equals(task.key())) {
				logger.debug("Class-data archive {} is made", this.directory.store(part, task.key()));
				forget(task);
			}
		}
		catch (IOException ex) {
			logger.debug("No class-data archive is kept in {}", this.directory, ex);
		}
		remove(part);
	}

	/** One that is lost later is made again; one that failed is not tried again. */
	private void forget(Task task) {
		this.lock.lock();
		try {
			this.asked.remove(task.key());
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Ends a training run that is under way, and removes what it has written. */
	@Override
	public void close() {
		ArchiveTraining.Run running;
		this.lock.lock();
		try {
			this.closed = true;
			running = this.run;
		}
		finally {
			this.lock.unlock();
		}
		if (running == null) {
			return;
		}
		running.process().kill();
		try {
			running.process().ended().get(CLOSE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The training run, process {}, is not over", running.process().pid(), ex);
		}
		remove(running.archive());
	}

	private void remove(Path part) {
		try {
			Files.deleteIfExists(part);
		}
		catch (IOException ex) {
			logger.debug("{} is not removed", part, ex);
		}
	}

	/**
	 * One archive to be made.
	 *
	 * @param key its key
	 * @param path the jars that it covers
	 */
	private record Task(String key, ArchivedPath path) {
	}

}
