package org.intercom4j;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of dropped lines: in the log at once, and by one {@code warn} event for each
 * reason as soon as the listeners have time. Called in the lane of the log.
 */
final class DropWarning {

	private static final Logger logger = LoggerFactory.getLogger(Child.class);

	private final SupervisedChild child;

	/** By reason: what the listeners have not heard of; they may block for hours. */
	private final Map<String, AtomicLong> untold = new ConcurrentHashMap<>();

	DropWarning(SupervisedChild child) {
		this.child = child;
	}

	void warn(long count, String reason) {
		AtomicLong waiting = this.untold.computeIfAbsent(reason, (absent) -> new AtomicLong());
		if (waiting.getAndAdd(count) == 0) {
			this.child.bus().lane().execute(() -> fire(waiting, reason));
		}
		logger.warn("Child '{}': {}", this.child.name(), text(count, reason));
	}

	private void fire(AtomicLong waiting, String reason) {
		String message = text(waiting.getAndSet(0), reason);
		EventBus bus = this.child.bus();
		bus.fireNow("warn", () -> bus.observer().warn(message), message);
	}

	private static String text(long count, String reason) {
		return "%d line%s dropped: %s".formatted(count, (count == 1) ? " was" : "s were", reason);
	}

}
