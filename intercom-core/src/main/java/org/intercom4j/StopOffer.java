package org.intercom4j;

import java.util.Set;

import org.intercom4j.channel.ChannelClosedException;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.DnodeSession;
import org.intercom4j.dnode.SessionClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a child asks its parent to be told of a stop, and answers: the other end of a
 * {@link StopRequest}. Thread-safe.
 */
final class StopOffer {

	private static final Logger logger = LoggerFactory.getLogger(Parent.class);

	private final Link link;

	private final DnodeSession session;

	private final Set<String> offers;

	/** Written by whoever wants to be told. */
	private volatile @Nullable Callback function;

	StopOffer(Link link, DnodeSession session, Set<String> offers) {
		this.link = link;
		this.session = session;
		this.offers = offers;
	}

	/** What the parent is to call; known to it before any event that comes later. */
	void offer(Callback function) {
		this.function = function;
		if (this.link.isReady()) {
			tell(function);
		}
	}

	/**
	 * After the link has become ready, so that one of both sees the other's doing; twice
	 * does no harm. Before any event is sent.
	 */
	void sessionReady() {
		Callback present = this.function;
		if (present != null) {
			tell(present);
		}
	}

	private void tell(Callback function) {
		if (!this.offers.contains(StopRequest.ON_STOP)) {
			logger.warn("The parent tells nobody before it stops this process");
			return;
		}
		try {
			this.session.request(StopRequest.ON_STOP, function);
		}
		catch (SessionClosedException | ChannelClosedException ex) {
			logger.debug("Nobody is left to stop this process over the channel", ex);
		}
	}

	/** The work is finished. */
	void tellFinished() {
		this.session.request(StopRequest.STOPPED);
	}

}
