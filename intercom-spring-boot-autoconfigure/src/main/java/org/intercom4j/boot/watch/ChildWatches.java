package org.intercom4j.boot.watch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.Child;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch over the files of some children, which can be begun and ended again and
 * again, with a thread of its own while it is. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ChildWatches {

	private static final Logger logger = LoggerFactory.getLogger(ChildWatches.class);

	private final Map<Child, WatchOptions> watched;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private @Nullable WatchService service;

	/**
	 * Begins nothing yet.
	 * @param watched the children and their files
	 */
	public ChildWatches(Map<Child, WatchOptions> watched) {
		this.watched = Map.copyOf(watched);
	}

	/**
	 * From now on a child that is up is restarted when its files change. Does nothing if
	 * they are watched already.
	 */
	public void begin() {
		this.lock.lock();
		try {
			if (this.service == null && !this.watched.isEmpty()) {
				WatchService opened = FileSystems.getDefault().newWatchService();
				this.service = opened;
				Thread thread = new Thread(new FileWatch(opened, roots()), "intercom-watch");
				thread.setDaemon(true);
				thread.start();
			}
		}
		catch (IOException ex) {
			logger.warn("Files cannot be watched, so no child is restarted when they change", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<WatchedRoot> roots() {
		List<WatchedRoot> roots = new ArrayList<>();
		this.watched.forEach((child, options) -> {
			ChangedChild changed = new ChangedChild(child, options.debounce());
			PathFilter filter = new PathFilter(options.ignore());
			options.paths().forEach((path) -> roots.add(WatchedRoot.of(path, filter, changed)));
			logger.info("Child '{}' is restarted when files change in {}", child.name(), options.paths());
		});
		return roots;
	}

	/**
	 * From now on files may change.
	 */
	public void end() {
		this.lock.lock();
		try {
			if (this.service != null) {
				this.service.close();
				this.service = null;
			}
		}
		catch (IOException ex) {
			logger.warn("The watch over files could not be closed", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

}
