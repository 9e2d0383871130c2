package org.intercom4j.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The process table as it was not more than a second ago, so that whoever asks for all
 * children one after the other has it read once. Thread-safe.
 */
final class RecentTable {

	private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();

	private final Supplier<List<ProcessTable.Row>> source;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock, like the next one; empty before the first look. */
	private List<ProcessTable.Row> rows = List.of();

	private long readAt;

	RecentTable(Supplier<List<ProcessTable.Row>> source, LongSupplier nanoTime) {
		this.source = source;
		this.nanoTime = nanoTime;
	}

	List<ProcessTable.Row> rows() {
		return rows(MAX_AGE);
	}

	List<ProcessTable.Row> freshRows() {
		return rows(0);
	}

	private List<ProcessTable.Row> rows(long maxAge) {
		this.lock.lock();
		try {
			long now = this.nanoTime.getAsLong();
			if (this.rows.isEmpty() || now - this.readAt >= maxAge) {
				this.rows = this.source.get();
				this.readAt = now;
			}
			return this.rows;
		}
		finally {
			this.lock.unlock();
		}
	}

}
