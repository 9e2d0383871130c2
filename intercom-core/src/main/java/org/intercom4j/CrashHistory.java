package org.intercom4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The latest crash reports of a child. Thread-safe.
 */
final class CrashHistory {

	private static final int CAPACITY = 10;

	private final ReentrantLock lock = new ReentrantLock();

	/** Newest first; guarded by the lock. */
	private final Deque<CrashReport> reports = new ArrayDeque<>();

	void add(CrashReport report) {
		this.lock.lock();
		try {
			this.reports.addFirst(report);
			if (this.reports.size() > CAPACITY) {
				this.reports.removeLast();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	List<CrashReport> newestFirst() {
		this.lock.lock();
		try {
			return new ArrayList<>(this.reports);
		}
		finally {
			this.lock.unlock();
		}
	}

}
