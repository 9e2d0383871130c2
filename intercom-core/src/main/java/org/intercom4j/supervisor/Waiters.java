package org.intercom4j.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Futures that wait for the same state. Used in the supervisor's loop only.
 */
final class Waiters {

	private final List<CompletableFuture<Void>> futures = new ArrayList<>();

	void add(CompletableFuture<Void> future) {
		this.futures.add(future);
	}

	void moveTo(Waiters other) {
		other.futures.addAll(this.futures);
		this.futures.clear();
	}

	void complete() {
		take().forEach((future) -> future.complete(null));
	}

	void fail(Throwable reason) {
		take().forEach((future) -> future.completeExceptionally(reason));
	}

	private List<CompletableFuture<Void>> take() {
		List<CompletableFuture<Void>> taken = List.copyOf(this.futures);
		this.futures.clear();
		return taken;
	}

}
