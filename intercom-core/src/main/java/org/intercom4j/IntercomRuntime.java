package org.intercom4j;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.intercom4j.channel.ChannelLoop;
import org.intercom4j.channel.SocketDirectory;
import org.intercom4j.process.ClassDataArchives;
import org.intercom4j.process.ExtractedFiles;
import org.intercom4j.process.OrphanAction;
import org.intercom4j.process.ProcessLauncher;
import org.intercom4j.supervisor.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The threads and the directory that all children of one Intercom share: one thread for
 * the channels, one that starts processes, one for alarms, and a pool for listeners. All
 * are daemons. What comes after the close, such as the last events, still finds a thread.
 */
final class IntercomRuntime implements Timer {

	/** Longer than anybody waits, and short enough for a count of nanoseconds. */
	private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);

	private final ExecutorService threads;

	private final ChannelLoop channels = new ChannelLoop("intercom-channels");

	private final SocketDirectory sockets = new SocketDirectory();

	private final ExtractedFiles files = new ExtractedFiles(classLoader());

	private final ProcessLauncher launcher;

	private final @Nullable ClassDataArchives classData;

	private final ScheduledThreadPoolExecutor alarms;

	/** Written by whoever closes the Intercom. */
	private volatile boolean closing;

	/**
	 * Starts nothing yet, but to look for what an earlier run left running.
	 * @param listenerThreads makes the threads of the pool
	 * @param classDataArchive whether Java children get class-data archives
	 * @param application the name of the application
	 * @param orphans what is done with what an earlier run left running
	 */
	IntercomRuntime(ThreadFactory listenerThreads, boolean classDataArchive, String application, OrphanAction orphans) {
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(),
				listenerThreads, (task, pool) -> listenerThreads.newThread(task).start());
		this.launcher = new ProcessLauncher(this.threads, application, orphans);
		this.classData = classDataArchive ? new ClassDataArchives(ClassDataArchives.userDirectory(), this.launcher,
				ChannelEnvironment.inherited(), ConnectionRehearsal.class, this.threads) : null;
		this.alarms = new ScheduledThreadPoolExecutor(1, daemons("intercom-timer"),
				new ThreadPoolExecutor.DiscardPolicy());
		this.alarms.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Of whoever makes the Intercom: in an application's archive it sees more than ours.
	 */
	private static ClassLoader classLoader() {
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		return (context != null) ? context : IntercomRuntime.class.getClassLoader();
	}

	static ThreadFactory daemons(String name) {
		AtomicInteger number = new AtomicInteger();
		return (target) -> {
			Thread thread = new Thread(target, name + "-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	ExecutorService threads() {
		return this.threads;
	}

	ChannelLoop channels() {
		return this.channels;
	}

	SocketDirectory sockets() {
		return this.sockets;
	}

	ExtractedFiles files() {
		return this.files;
	}

	ProcessLauncher launcher() {
		return this.launcher;
	}

	/** What makes Java children start faster, if anything does. */
	@Nullable ClassDataArchives classData() {
		return this.classData;
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Runnable schedule(Duration delay, Runnable task) {
		Duration bounded = (delay.compareTo(LONGEST_DELAY) < 0) ? delay : LONGEST_DELAY;
		ScheduledFuture<?> future = this.alarms.schedule(task, bounded.toNanos(), TimeUnit.NANOSECONDS);
		return () -> future.cancel(false);
	}

	/** Once closing, no process is started any more. */
	boolean isClosing() {
		return this.closing;
	}

	void beginClosing() {
		this.closing = true;
	}

	/** Ends the threads; the launcher's comes last, its end kills what still runs. */
	void close() {
		this.alarms.shutdownNow();
		if (this.classData != null) {
			this.classData.close();
		}
		this.channels.close();
		this.sockets.close();
		this.threads.shutdown();
		this.launcher.close();
		this.files.close();
	}

}
