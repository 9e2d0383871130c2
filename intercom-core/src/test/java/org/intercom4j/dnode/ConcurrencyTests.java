package org.intercom4j.dnode;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One session used by many threads.
 */
class ConcurrencyTests {

	private static final int THREADS = 8;

	private static final int REQUESTS = 500;

	private final Queue<byte[]> frames = new ConcurrentLinkedQueue<>();

	private final DnodeSession session = new DnodeSession(LocalMethods.none(), this.frames::add, new Side(),
			SessionOptions.defaults());

	private void together(Runnable action) {
		CountDownLatch start = new CountDownLatch(THREADS);
		CompletableFuture.allOf(IntStream.range(0, THREADS).mapToObj((i) -> CompletableFuture.runAsync(() -> {
			start.countDown();
			try {
				start.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			action.run();
		}, (task) -> new Thread(task).start())).toArray(CompletableFuture[]::new)).join();
	}

	@Test
	void requestWhenManyThreadsThenIdsAreUniqueAndFramesWhole() {
		Callback shared = (args) -> {
		};
		together(() -> {
			for (int i = 0; i < REQUESTS; i++) {
				this.session.request("m", "\u20ac".repeat(i), shared, new Counting());
			}
		});
		Set<String> ids = new HashSet<>();
		Set<String> sharedIds = new HashSet<>();
		for (byte[] frame : this.frames) {
			Map<?, ?> read = JsonMapper.shared().readValue(new String(frame, StandardCharsets.UTF_8), Map.class);
			((Map<?, ?>) read.get("callbacks")).forEach((id, path) -> {
				boolean added = path.equals(List.of("1")) ? sharedIds.add((String) id) : ids.add((String) id);
				assertThat(added || path.equals(List.of("1"))).as("id %s is new", id).isTrue();
			});
		}
		assertThat(this.frames).hasSize(THREADS * REQUESTS);
		assertThat(sharedIds).hasSize(1);
		assertThat(ids).hasSize(THREADS * REQUESTS).doesNotContainAnyElementsOf(sharedIds);
		assertThat(this.session.localFunctions()).isEqualTo(THREADS * REQUESTS + 1);
	}

	@Test
	void closeWhenRequestsAreUnderWayThenEachFunctionHearsItOnceOrWasRefused() {
		AtomicInteger refused = new AtomicInteger();
		Queue<Counting> offered = new ConcurrentLinkedQueue<>();
		AtomicInteger sent = new AtomicInteger();
		together(() -> {
			for (int i = 0; i < REQUESTS; i++) {
				Counting callback = new Counting();
				try {
					this.session.request("m", callback);
					offered.add(callback);
				}
				catch (SessionClosedException ex) {
					refused.incrementAndGet();
				}
				if (sent.incrementAndGet() == THREADS * REQUESTS / 2) {
					this.session.close(new IllegalStateException("over"));
				}
			}
		});
		assertThat(refused).hasPositiveValue();
		assertThat(offered).hasSize(THREADS * REQUESTS - refused.get())
			.allSatisfy((callback) -> assertThat(callback.closed).hasValue(1));
		assertThat(this.session.localFunctions()).isZero();
	}

	/**
	 * Counts how often it was closed.
	 */
	private static final class Counting implements Callback {

		private final AtomicInteger closed = new AtomicInteger();

		@Override
		public void call(CallArguments args) {
			throw new IllegalStateException("not to be called");
		}

		@Override
		public void closed(SessionClosedException reason) {
			this.closed.incrementAndGet();
		}

	}

}
