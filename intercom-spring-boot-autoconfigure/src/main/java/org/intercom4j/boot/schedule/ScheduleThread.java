package org.intercom4j.boot.schedule;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.intercom4j.supervisor.Timer;

/**
 * The alarms of all schedules, on one daemon thread.
 */
final class ScheduleThread implements Timer, AutoCloseable {

	private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "intercom-schedule");
		thread.setDaemon(true);
		return thread;
	}, new ThreadPoolExecutor.DiscardPolicy());

	ScheduleThread() {
		this.alarms.setRemoveOnCancelPolicy(true);
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Runnable schedule(Duration delay, Runnable task) {
		ScheduledFuture<?> alarm = this.alarms.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
		return () -> alarm.cancel(false);
	}

	@Override
	public void close() {
		this.alarms.shutdownNow();
	}

}
