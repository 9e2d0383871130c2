package org.intercom4j.benchmarks;

/**
 * Counts lines from the first to the last one; used by one thread at a time.
 */
final class LineCounter {

	private int count;

	private long first;

	private long last;

	void line() {
		this.last = System.nanoTime();
		if (this.count++ == 0) {
			this.first = this.last;
		}
	}

	int count() {
		return this.count;
	}

	double perSecond() {
		return (this.count - 1) * 1_000_000_000.0 / (this.last - this.first);
	}

}
