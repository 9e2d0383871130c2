package org.intercom4j;

import org.intercom4j.channel.ChannelClosedException;
import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.RemoteFunction;
import org.intercom4j.dnode.SessionClosedException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the other side to finish its work before the channel is closed, if it wants to be
 * asked: it has then given a function to {@code onstop}, and answers its call with
 * {@code stopped}. Thread-safe.
 */
final class StopRequest {

	/** The method that takes the function. */
	static final String ON_STOP = "onstop";

	/** The method that takes the answer. */
	static final String STOPPED = "stopped";

	/** Written as it is read. */
	private volatile @Nullable RemoteFunction function;

	/** Written by whoever asks. */
	private volatile @Nullable Runnable finished;

	void wanted(CallArguments args) {
		if (!(args.get(0) instanceof RemoteFunction given)) {
			throw new IllegalArgumentException("Expected a function as argument of '%s'".formatted(ON_STOP));
		}
		this.function = given;
	}

	/**
	 * Asks.
	 * @param finished called on the channel thread when the other side has answered
	 * @return whether it was asked
	 */
	boolean ask(Runnable finished) {
		RemoteFunction present = this.function;
		if (present == null) {
			return false;
		}
		this.finished = finished;
		try {
			present.call();
			return true;
		}
		catch (SessionClosedException | ChannelClosedException ex) {
			return false; // it ends anyway, and the stop goes on
		}
	}

	void answered(CallArguments args) {
		Runnable waiting = this.finished;
		if (waiting != null) {
			waiting.run();
		}
	}

}
