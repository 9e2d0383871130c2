package org.intercom4j.readiness;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.supervisor.Timer;

/**
 * Watches one process until it is ready or has ended. Thread-safe; no method blocks.
 *
 * @since 0.1.0
 */
public final class ReadinessWatch {

	private final ReadinessOptions options;

	private final Timer timer;

	private final PolledProbe polled;

	private final ReadinessListener listener;

	/** Guards the phase, and the order of what the listener hears. */
	private final ReentrantLock lock = new ReentrantLock();

	private Phase phase = Phase.WAITING;

	private boolean expired;

	/** Takes the alarm of the time limit back; harmless when it has gone off. */
	private volatile Runnable limit = () -> {
	};

	/**
	 * A watch that has not begun.
	 * @param options what is watched for; the probe is not {@code Automatic}
	 * @param timer alarms
	 * @param threads run what a probe waits for
	 * @param commands runs the command of a probe
	 * @param listener hears how it came out
	 */
	public ReadinessWatch(ReadinessOptions options, Timer timer, Executor threads, CommandRunner commands,
			ReadinessListener listener) {
		this.options = options;
		this.timer = timer;
		this.polled = new PolledProbe(threads, commands);
		this.listener = listener;
	}

	/**
	 * The process runs.
	 */
	public void begin() {
		ReadinessProbe probe = this.options.probe();
		if (probe instanceof ReadinessProbe.Started) {
			succeed();
			return;
		}
		if (!this.options.timeout().isZero()) {
			this.limit = this.timer.schedule(this.options.timeout(), this::expire);
		}
		if (PolledProbe.isPolled(probe)) {
			poll();
		}
	}

	/** The event channel is up. */
	public void channelReady() {
		if (this.options.probe() instanceof ReadinessProbe.Channel) {
			succeed();
		}
	}

	/**
	 * The process has emitted an event.
	 * @param name the event's name
	 */
	public void eventReceived(String name) {
		if (this.options.probe() instanceof ReadinessProbe.EventReceived event && event.name().equals(name)) {
			succeed();
		}
	}

	/**
	 * The process has printed a line on its standard output.
	 * @param line the line
	 */
	public void lineRead(String line) {
		if (this.options.probe() instanceof ReadinessProbe.OutputLine output && isIn(Phase.WAITING)
				&& output.pattern().matcher(line).find()) {
			succeed();
		}
	}

	/**
	 * Whether the process has become ready and has not ended.
	 * @return whether it is ready
	 */
	public boolean isReady() {
		return isIn(Phase.READY);
	}

	/**
	 * The process has ended: nothing is waited for any more, and the listener hears
	 * nothing after this.
	 */
	public void end() {
		this.lock.lock();
		try {
			this.phase = Phase.ENDED;
		}
		finally {
			this.lock.unlock();
		}
		this.limit.run();
	}

	private boolean isIn(Phase asked) {
		this.lock.lock();
		try {
			return this.phase == asked;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void succeed() {
		this.lock.lock();
		try {
			if (this.phase != Phase.WAITING) {
				return;
			}
			this.phase = Phase.READY;
			this.listener.ready();
		}
		finally {
			this.lock.unlock();
		}
		this.limit.run();
	}

	private void expire() {
		this.lock.lock();
		try {
			if (this.phase != Phase.WAITING || this.expired) {
				return;
			}
			this.expired = true;
			this.listener.late("it is not ready after %s: it waits for %s".formatted(this.options.timeout(),
					this.options.probe().description()));
		}
		finally {
			this.lock.unlock();
		}
	}

	private void poll() {
		if (!isIn(Phase.WAITING)) {
			return;
		}
		CompletionStage<Boolean> answer = this.polled.ask(this.options.probe());
		CompletionStage<Void> unused = answer.thenAccept((ready) -> {
			if (ready) {
				succeed();
			}
			else {
				this.timer.schedule(this.options.interval(), this::poll);
			}
		});
	}

	private enum Phase {

		WAITING, READY, ENDED

	}

}
