package org.intercom4j.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.supervisor.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pings one process again and again, and tells when it is hung: when a ping was not
 * answered in time and no other frame has come since. Thread-safe.
 * <p>
 * A process is watched from its first answer on. What this side could not hear is no
 * silence: neither while its reading is paused, nor when its own alarm comes late, as
 * after a sleep of the machine.
 *
 * @since 0.1.0
 */
public final class HeartbeatWatch {

	private static final Logger logger = LoggerFactory.getLogger(HeartbeatWatch.class);

	private final Duration interval;

	private final long timeout;

	private final Timer timer;

	private final Executor threads;

	private final Pulse pulse;

	private final HangListener listener;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock, like all below. */
	private boolean ended;

	private @Nullable Runnable alarm;

	/** When the next look is due. */
	private long due;

	private int frames;

	private long heardAt;

	private long pingedAt;

	private boolean unanswered;

	private boolean watched;

	private boolean told;

	private @Nullable Heartbeat latest;

	/**
	 * A watch over a process that has just been started.
	 * @param options the times; not off
	 * @param timer clock and alarms
	 * @param threads where pings are sent
	 * @param pulse the process
	 * @param listener hears that it is hung
	 */
	public HeartbeatWatch(HeartbeatOptions options, Timer timer, Executor threads, Pulse pulse, HangListener listener) {
		this.interval = Objects.requireNonNull(options.interval(), "there is no heartbeat");
		this.timeout = options.timeout().toNanos();
		this.timer = timer;
		this.threads = threads;
		this.pulse = pulse;
		this.listener = listener;
	}

	/**
	 * From now on the process is pinged, as soon as it can answer.
	 */
	public void begin() {
		this.lock.lock();
		try {
			arm(this.timer.nanoTime());
		}
		finally {
			this.lock.unlock();
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

	/**
	 * The process has answered the ping.
	 * @param lag how late its event loop was at worst, or {@code null}
	 */
	public void answered(@Nullable Duration lag) {
		this.lock.lock();
		try {
			if (this.unanswered) {
				this.unanswered = false;
				this.watched = true;
				Duration roundTrip = Duration.ofNanos(this.timer.nanoTime() - this.pingedAt);
				this.latest = new Heartbeat(Instant.now(), roundTrip, lag);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The latest answer.
	 * @return the answer, or {@code null} before the first one
	 */
	public @Nullable Heartbeat latest() {
		this.lock.lock();
		try {
			return this.latest;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void arm(long now) {
		if (!this.ended) {
			Duration pause = pause(now);
			this.due = now + pause.toNanos();
			this.alarm = this.timer.schedule(pause, () -> this.threads.execute(this::look));
		}
	}

	/** Not later than the time limit of a ping. */
	private Duration pause(long now) {
		if (!this.unanswered || this.told) {
			return this.interval;
		}
		Duration left = Duration.ofNanos(this.timeout - silence(now));
		boolean sooner = left.toNanos() > 0 && left.compareTo(this.interval) < 0;
		return sooner ? left : this.interval;
	}

	/** How long nothing was heard since the ping. */
	private long silence(long now) {
		return Math.min(now - this.heardAt, now - this.pingedAt);
	}

	private void look() {
		boolean hung = false;
		boolean ping = false;
		this.lock.lock();
		try {
			long now = this.timer.nanoTime();
			listen(now);
			hung = isHung(now);
			this.told |= hung;
			ping = beginPing(now);
			arm(now);
		}
		finally {
			this.lock.unlock();
		}
		if (ping) {
			ping();
		}
		if (hung) {
			this.listener.hung("it is hung: it has not answered a ping within " + Duration.ofNanos(this.timeout));
		}
	}

	private void listen(long now) {
		int arrived = this.pulse.frames();
		boolean late = now - this.due > this.timeout / 2;
		if (arrived != this.frames || late || this.pulse.isPaused()) {
			this.frames = arrived;
			this.heardAt = now;
			this.told = false;
		}
	}

	private boolean isHung(long now) {
		return !this.ended && this.watched && this.unanswered && !this.told && this.pulse.canAnswer()
				&& silence(now) >= this.timeout;
	}

	private boolean beginPing(long now) {
		if (this.ended || this.unanswered || !this.pulse.canAnswer()) {
			return false;
		}
		this.unanswered = true;
		this.pingedAt = now;
		return true;
	}

	private void ping() {
		try {
			this.pulse.ping();
		}
		catch (RuntimeException ex) {
			logger.debug("A ping could not be sent, the channel has been closed", ex);
		}
	}

}
