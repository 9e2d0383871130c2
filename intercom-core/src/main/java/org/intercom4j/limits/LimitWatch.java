package org.intercom4j.limits;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.supervisor.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one process again and again, until it has ended or exceeds a limit.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class LimitWatch {

	private static final Logger logger = LoggerFactory.getLogger(LimitWatch.class);

	private final LimitOptions options;

	private final Timer timer;

	private final Executor threads;

	private final UsageSource source;

	private final LimitListener listener;

	private final long begunAt;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock, like the next one. */
	private boolean ended;

	private @Nullable Runnable alarm;

	/** Used by one look after the other. */
	private boolean warned;

	/**
	 * A watch over a process that has just been started.
	 * @param options the limits
	 * @param timer clock and alarms
	 * @param threads where the process is looked at
	 * @param source tells what it uses
	 * @param listener hears of the limits
	 */
	public LimitWatch(LimitOptions options, Timer timer, Executor threads, UsageSource source, LimitListener listener) {
		this.options = options;
		this.timer = timer;
		this.threads = threads;
		this.source = source;
		this.listener = listener;
		this.begunAt = timer.nanoTime();
	}

	/**
	 * From now on the process is looked at, if anything is limited.
	 */
	public void begin() {
		if (!this.options.isEmpty()) {
			arm();
		}
	}

	/**
	 * From now on nothing is told.
	 */
	public void end() {
		this.lock.lock();
		try {
			this.ended = true;
			if (this.alarm != null) {
				this.alarm.run();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void arm() {
		this.lock.lock();
		try {
			if (!this.ended) {
				this.alarm = this.timer.schedule(this.options.pause(age()), () -> this.threads.execute(this::look));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private Duration age() {
		return Duration.ofNanos(this.timer.nanoTime() - this.begunAt);
	}

	private void look() {
		String exceeded = null;
		try {
			OptionalLong memory = (this.options.memory() != null) ? this.source.memory() : OptionalLong.empty();
			exceeded = judge(new Usage(memory, age(), this.source.events()));
		}
		catch (RuntimeException ex) {
			logger.warn("What a process uses could not be read", ex);
		}
		if (exceeded == null) {
			arm();
		}
	}

	private @Nullable String judge(Usage usage) {
		String exceeded = this.options.exceeded(usage);
		String near = this.options.nearlyExceeded(usage);
		if (isEnded()) {
			return null;
		}
		if (exceeded != null) {
			this.listener.exceeded(exceeded);
		}
		else if (near != null && !this.warned) {
			this.warned = true;
			this.listener.near(near);
		}
		return exceeded;
	}

	private boolean isEnded() {
		this.lock.lock();
		try {
			return this.ended;
		}
		finally {
			this.lock.unlock();
		}
	}

}
