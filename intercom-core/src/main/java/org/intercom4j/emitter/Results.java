package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * The results of an asynchronous emit.
 */
final class Results {

	private final List<CompletableFuture<?>> futures = new ArrayList<>();

	void add(@Nullable Object result) {
		this.futures.add((result instanceof CompletionStage<?> stage) ? stage.toCompletableFuture()
				: CompletableFuture.completedFuture(result));
	}

	/**
	 * Completes with the values in their order when all are there, or fails.
	 */
	CompletableFuture<List<@Nullable Object>> join() {
		return CompletableFuture.allOf(this.futures.toArray(CompletableFuture<?>[]::new)).thenApply((done) -> values());
	}

	private List<@Nullable Object> values() {
		List<@Nullable Object> values = new ArrayList<>();
		this.futures.forEach((future) -> values.add(future.join()));
		return Collections.unmodifiableList(values);
	}

}
