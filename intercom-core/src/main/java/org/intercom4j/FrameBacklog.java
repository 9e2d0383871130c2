package org.intercom4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import org.intercom4j.channel.MessageChannel;

/**
 * What has arrived in a channel and still waits for the listeners, handed over in
 * batches. The channel is read no further while that is too much.
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

	/** The work of frames that arrived together; owned by the channel thread. */
	private List<Runnable> batch = new ArrayList<>();

	/** What the batch takes in memory; owned by the channel thread. */
	private long batchBytes;

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

	/**
	 * Keeps the work of a frame until the end of its batch: to hand over each by itself
	 * costs more than a short event does. Called on the channel thread.
	 */
	@Override
	public void execute(Runnable task) {
		this.batch.add(task);
		this.batchBytes += this.frameLength + FRAME_OVERHEAD;
		if (this.frameLength == 0) {
			batchEnds();
		}
	}

	/** Hands the work of all frames since the last batch to the lane, in their order. */
	void batchEnds() {
		if (this.batch.isEmpty()) {
			return;
		}
		List<Runnable> tasks = this.batch;
		long taken = this.batchBytes;
		this.batch = new ArrayList<>();
		this.batchBytes = 0;
		if (this.bytes.addAndGet(taken) > LIMIT) {
			pause();
		}
		this.lane.execute(() -> {
			tasks.forEach(this.lane::run);
			resume(this.bytes.addAndGet(-taken));
			this.channel.flush();
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
