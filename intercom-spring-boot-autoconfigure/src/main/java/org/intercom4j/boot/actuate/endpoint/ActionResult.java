package org.intercom4j.boot.actuate.endpoint;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.intercom4j.Child;
import org.intercom4j.ChildInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an action went.
 */
enum ActionResult {

	/** The child is where it is wanted. */
	DONE,

	/** The child is still on its way. */
	PENDING,

	/** The child could not be started or stopped. */
	FAILED;

	private static final Logger logger = LoggerFactory.getLogger(ActionResult.class);

	/** More than what a stop may take: a start takes milliseconds. */
	static final Duration MARGIN = Duration.ofSeconds(5);

	/** Performs an action and waits as long as a stop takes at most, and a margin. */
	static ActionResult of(ChildAction action, Child child, Duration margin) {
		Duration limit = child.options().stop().total().plus(margin);
		CompletableFuture<ChildInfo> future = action.begin(child);
		try {
			future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
			return DONE;
		}
		catch (TimeoutException ex) {
			return PENDING;
		}
		catch (ExecutionException ex) {
			logger.warn("Child '{}': {} failed", child.name(), action, ex.getCause());
			return FAILED;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return PENDING;
		}
	}

}
