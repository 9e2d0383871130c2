package org.intercom4j;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of dropped lines, in the log and by a {@code warn} event, as soon as each of them
 * has time. Never blocks. Thread-safe.
 */
final class DropWarning {

	private static final Logger logger = LoggerFactory.getLogger(Child.class);

	private final SupervisedChild child;

	private final Executor logLane;

	/** By reason: what is not logged yet. */
	private final Map<String, AtomicLong> unlogged = new ConcurrentHashMap<>();

	/** By reason: what the listeners have not heard of; they may block for hours. */
	private final Map<String, AtomicLong> untold = new ConcurrentHashMap<>();

	DropWarning(SupervisedChild child, Executor logLane) {
		this.child = child;
		this.logLane = logLane;
	}

	void warn(long count, String reason) {
		add(this.unlogged, this.logLane, count, reason,
				(sum) -> logger.warn("Child '{}': {}", this.child.name(), text(sum, reason)));
		add(this.untold, this.child.bus().lane(), count, reason, (sum) -> fire(text(sum, reason)));
	}

	/** At most one task for each reason waits in a lane. */
	private static void add(Map<String, AtomicLong> sums, Executor lane, long count, String reason, LongConsumer tell) {
		AtomicLong waiting = sums.computeIfAbsent(reason, (absent) -> new AtomicLong());
		if (waiting.getAndAdd(count) == 0) {
			lane.execute(() -> tell.accept(waiting.getAndSet(0)));
		}
	}

	private void fire(String message) {
		EventBus bus = this.child.bus();
		bus.fireNow("warn", () -> bus.observer().warn(message), message);
	}

	private static String text(long count, String reason) {
		return "%d line%s dropped: %s".formatted(count, (count == 1) ? " was" : "s were", reason);
	}

}
