package org.intercom4j;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import org.intercom4j.channel.MessageChannel;

/**
 * What has arrived in a channel and still waits for the listeners. The channel is read no
 * further while that is too much.
 */
final class FrameBacklog implements Executor {

	/** Reading pauses while more than this waits for the listeners. */
	private static final long LIMIT = 64L * 1024 * 1024;

	/** What a frame takes in memory beside its bytes, roughly. */
	private static final int FRAME_OVERHEAD = 256;

	private final MessageChannel channel;

	private final EventLane lane;

	private final Runnable onPause;

	/** Bytes in memory of frames whose work is not done yet. */
	private final AtomicLong bytes = new AtomicLong();

	/** The length of the frame that is being decoded; owned by the channel thread. */
	private int frameLength;

	/** The process has ended: what it left in the channel is little, and is read. */
	private volatile boolean draining;

	/**
	 * Set by the channel thread after it has paused and before it hands on the task that
	 * will resume.
	 */
	private volatile boolean paused;

	/**
	 * Reads on for now.
	 * @param onPause told on the channel thread when the reading is paused
	 */
	FrameBacklog(MessageChannel channel, EventLane lane, Runnable onPause) {
		this.channel = channel;
		this.lane = lane;
		this.onPause = onPause;
	}

	boolean isPaused() {
		return this.paused;
	}

	void frameBegins(int length) {
		this.frameLength = length;
	}

	void frameEnds() {
		this.frameLength = 0;
	}

	/** From now on all is read. */
	void drain() {
		this.draining = true;
		this.channel.resumeReading();
	}

	/** Hands the work of a frame to the lane. */
	@Override
	public void execute(Runnable task) {
		int taken = this.frameLength + FRAME_OVERHEAD;
		if (this.bytes.addAndGet(taken) > LIMIT) {
			pause();
		}
		this.lane.execute(() -> {
			try {
				task.run();
			}
			finally {
				resume(this.bytes.addAndGet(-taken));
			}
		});
	}

	private void pause() {
		this.channel.pauseReading();
		this.paused = true;
		if (this.draining) {
			this.channel.resumeReading();
		}
		this.onPause.run();
	}

	private void resume(long left) {
		if (left <= LIMIT / 2 && this.paused) {
			this.paused = false;
			this.channel.resumeReading();
		}
	}

}
