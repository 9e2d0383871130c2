package org.intercom4j.lifecycle;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The timers of a program. Keeps a process alive while there are any.
 */
final class Turns {

	private static final long IDLE_MILLIS = 100;

	private static final long LINGER_MILLIS = 50;

	private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);

	private final Executor lane;

	private final int factor;

	Turns(Executor lane, int factor) {
		this.lane = lane;
		this.factor = factor;
		this.timers.setKeepAliveTime(IDLE_MILLIS, TimeUnit.MILLISECONDS);
		this.timers.allowCoreThreadTimeOut(true);
	}

	void later(Object millis, Runnable turn) {
		long delay = ((Number) millis).longValue() * this.factor;
		this.timers.schedule(() -> this.lane.execute(turn), delay, TimeUnit.MILLISECONDS);
	}

	/** Never ends. */
	void keepAlive() {
		this.timers.schedule(() -> this.timers.shutdown(), 1, TimeUnit.DAYS);
	}

	/** The original's process does not end in the moment in which its channel does. */
	void linger() {
		if (!this.timers.isShutdown()) {
			later(LINGER_MILLIS, () -> {
			});
		}
	}

	void cancel() {
		this.timers.shutdownNow();
	}

}
