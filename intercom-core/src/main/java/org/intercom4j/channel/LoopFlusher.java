package org.intercom4j.channel;

import java.nio.channels.SelectionKey;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Has one channel flushed by its loop.
 */
final class LoopFlusher implements Flusher {

	private final ChannelLoop loop;

	private final String description;

	private final Runnable flush;

	private final Runnable flushed;

	// Written once, before the channel has anything to write
	private @Nullable SelectionKey key;

	/**
	 * Asks nothing yet.
	 * @param flush writes what is pending; run on the loop thread
	 * @param flushed ends the output; run on the loop thread
	 */
	LoopFlusher(ChannelLoop loop, String description, Runnable flush, Runnable flushed) {
		this.loop = loop;
		this.description = description;
		this.flush = flush;
		this.flushed = flushed;
	}

	/**
	 * Tells the key of the socket.
	 */
	void use(SelectionKey key) {
		this.key = key;
	}

	private SelectionKey key() {
		return Objects.requireNonNull(this.key);
	}

	@Override
	public void flushSoon() {
		this.loop.execute(this.flush);
	}

	@Override
	public void flushAfterPause() {
		this.loop.executeAfterPause(this.flush);
	}

	@Override
	public void flushWhenWritable() {
		key().interestOpsOr(SelectionKey.OP_WRITE);
		this.loop.wakeup();
	}

	@Override
	public void flushNoMore() {
		key().interestOpsAnd(~SelectionKey.OP_WRITE);
	}

	@Override
	public void flushed() {
		this.loop.execute(this.flushed);
	}

	@Override
	public String description() {
		return this.description;
	}

}
