package org.intercom4j;

import java.util.concurrent.CompletableFuture;

import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.SessionClosedException;

/**
 * A function that nobody calls, but that hears of the end of its session.
 *
 * @param told completes with the reason
 */
record ClosedCallback(CompletableFuture<Throwable> told) implements Callback {

	@Override
	public void call(CallArguments args) {
		throw new AssertionError("Nobody calls this");
	}

	@Override
	public void closed(SessionClosedException reason) {
		this.told.complete(reason);
	}

}
