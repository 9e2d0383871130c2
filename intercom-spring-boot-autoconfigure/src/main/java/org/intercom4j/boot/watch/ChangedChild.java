package org.intercom4j.boot.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

import org.intercom4j.Child;
import org.intercom4j.ChildState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts a child once after many changes. Used by the thread that watches only.
 */
final class ChangedChild {

	private static final Logger logger = LoggerFactory.getLogger(ChangedChild.class);

	private final Child child;

	private final Duration debounce;

	/** What has changed since the latest restart. */
	private @Nullable Path changed;

	/** When it is restarted, if something has changed. */
	private long due;

	ChangedChild(Child child, Duration debounce) {
		this.child = child;
		this.debounce = debounce;
	}

	/** Every further change puts the restart off. */
	void change(Path path, long now) {
		this.changed = path;
		this.due = now + this.debounce.toNanos();
	}

	/** How long until the restart; empty when nothing has changed. */
	OptionalLong nanosLeft(long now) {
		return (this.changed != null) ? OptionalLong.of(Math.max(0, this.due - now)) : OptionalLong.empty();
	}

	void restartIfDue(long now) {
		Path path = this.changed;
		if (path == null || this.due - now > 0) {
			return;
		}
		this.changed = null;
		if (!isWanted()) {
			logger.debug("Child '{}' is not up; the change of {} is for its next start", this.child.name(), path);
			return;
		}
		logger.info("Child '{}' is restarted, because {} has changed", this.child.name(), path);
		CompletionStage<?> unused = this.child.restart()
			.whenComplete((info, failure) -> logger.debug("Child '{}' after the change", this.child.name(), failure));
	}

	/** Somebody who has stopped it does not want it back. */
	private boolean isWanted() {
		ChildState state = this.child.state();
		return state.isUp() && !(state == ChildState.STOPPING && this.child.info().desired().equals("stopped"));
	}

}
