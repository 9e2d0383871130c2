package org.intercom4j;

import java.util.concurrent.CompletionException;

import org.intercom4j.process.LaunchException;

/**
 * Turns what futures fail with into what users see.
 */
final class Failures {

	private Failures() {
	}

	static Throwable cause(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause(cause) : failure;
	}

	static ChildException of(String child, Throwable failure) {
		Throwable cause = cause(failure);
		if (cause instanceof ChildException known) {
			return known;
		}
		if (cause instanceof LaunchException launch) {
			return new ChildException(child, launch);
		}
		return new ChildException(child, String.valueOf(cause.getMessage()), cause);
	}

}
