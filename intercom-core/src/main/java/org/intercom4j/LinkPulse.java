package org.intercom4j;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.intercom4j.channel.MessageChannel;
import org.intercom4j.dnode.DnodeSession;
import org.intercom4j.heartbeat.Pulse;

/**
 * Whether the other side of a link lives: pings it, and notes what arrives.
 */
final class LinkPulse implements Pulse {

	/** The method of a side that answers with {@code pong}. */
	static final String PING = "ping";

	private final MessageChannel channel;

	private final DnodeSession session;

	private final FrameBacklog backlog;

	private final Set<String> offers;

	/** Written by the channel thread only. */
	private final AtomicInteger frames = new AtomicInteger();

	LinkPulse(MessageChannel channel, DnodeSession session, FrameBacklog backlog, Set<String> offers) {
		this.channel = channel;
		this.session = session;
		this.backlog = backlog;
		this.offers = offers;
	}

	void frameArrives() {
		this.frames.setOpaque(this.frames.getPlain() + 1);
	}

	@Override
	public boolean canAnswer() {
		return this.offers.contains(PING) && this.channel.isOpen();
	}

	@Override
	public boolean isPaused() {
		return this.backlog.isPaused();
	}

	@Override
	public int frames() {
		return this.frames.getOpaque();
	}

	@Override
	public void ping() {
		this.channel.sendNow(this.session.encode(PING));
	}

}
