package org.intercom4j;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dump.DumpOffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answers of one process to pings, on the channel thread.
 */
final class PongReceiver implements Callback {

	private static final double NANOS = 1_000_000;

	/** Set before the channel is opened. */
	private volatile Consumer<@Nullable Duration> listener = (lag) -> {
	};

	/** Written by the channel thread. */
	private volatile @Nullable DumpOffer offer;

	/** Who hears of answers, with the lag of the event loop if there is one. */
	void listener(Consumer<@Nullable Duration> listener) {
		this.listener = listener;
	}

	/** How the process can be made to dump, as it told last. */
	@Nullable DumpOffer offer() {
		return this.offer;
	}

	/** A process that is merely busy has not answered: that it was heard is enough. */
	@Override
	public void call(CallArguments args) {
		Map<?, ?> status = (args.get(0) instanceof Map<?, ?> map) ? map : Map.of();
		if (Boolean.TRUE.equals(status.get("busy"))) {
			return;
		}
		if (status.get("pid") instanceof Number pid && status.get("signal") instanceof Number signal) {
			this.offer = new DumpOffer(pid.longValue(), signal.intValue(), Boolean.TRUE.equals(status.get("debugger")));
		}
		else {
			this.offer = null;
		}
		this.listener.accept((status.get("lag") instanceof Number lag)
				? Duration.ofNanos((long) (lag.doubleValue() * NANOS)) : null);
	}

	@Override
	public boolean isImmediate() {
		return true;
	}

}
