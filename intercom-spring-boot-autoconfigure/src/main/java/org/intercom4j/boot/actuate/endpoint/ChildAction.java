package org.intercom4j.boot.actuate.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.intercom4j.Child;
import org.intercom4j.ChildInfo;

/**
 * What can be asked of a child over the endpoint. One that has what is asked for already
 * is left alone.
 */
enum ChildAction {

	START {
		@Override
		CompletableFuture<ChildInfo> begin(Child child) {
			return switch (child.state()) {
				case NEW, STOPPED, GIVEN_UP -> child.start();
				case STOPPING -> restartedOrStarted(child);
				case BACKING_OFF -> child.restart();
				case STARTING, RUNNING -> CompletableFuture.completedFuture(child.info());
			};
		}
	},

	STOP {
		@Override
		CompletableFuture<ChildInfo> begin(Child child) {
			return switch (child.state()) {
				case NEW, STOPPED -> CompletableFuture.completedFuture(child.info());
				case STARTING, RUNNING, BACKING_OFF, STOPPING -> child.stop();
				// Nothing is left to end, but from now on it is not wanted to run.
				case GIVEN_UP -> child.stop().exceptionally((refusal) -> child.info());
			};
		}
	},

	RESTART {
		@Override
		CompletableFuture<ChildInfo> begin(Child child) {
			return switch (child.state()) {
				case NEW, STOPPED, GIVEN_UP -> child.start();
				case STOPPING -> restartedOrStarted(child);
				case STARTING, RUNNING, BACKING_OFF ->
					child.restart().exceptionallyCompose((failure) -> afterStop(child, failure));
			};
		}
	};

	/**
	 * Begins the action.
	 * @return completes when the child is where it is wanted
	 */
	abstract CompletableFuture<ChildInfo> begin(Child child);

	static Optional<ChildAction> of(String text) {
		return Arrays.stream(values()).filter((action) -> action.text().equals(text)).findFirst();
	}

	static List<String> texts() {
		return Arrays.stream(values()).map(ChildAction::text).toList();
	}

	private String text() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** A stop that was on its way had won; what is asked later holds. */
	private static CompletableFuture<ChildInfo> afterStop(Child child, Throwable failure) {
		return child.info().desired().equals("stopped") ? restartedOrStarted(child)
				: CompletableFuture.failedFuture(failure);
	}

	/** A stop fails when the child is down already, which is as well. */
	private static CompletableFuture<ChildInfo> restartedOrStarted(Child child) {
		if (child.info().desired().equals("stopped")) {
			return child.stop().exceptionally((refusal) -> child.info()).thenCompose((stopped) -> child.start());
		}
		return child.restart();
	}

}
