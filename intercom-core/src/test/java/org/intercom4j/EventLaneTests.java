package org.intercom4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventLaneTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final EventLane lane = new EventLane("intercom-test-events", this.threads);

	@AfterEach
	void close() {
		this.threads.shutdown();
	}

	@Test
	void executeWhenManyThreadsAddThenRunsOneAtATimeInTheirOrder() throws Exception {
		int perThread = 10_000;
		List<List<Integer>> seen = IntStream.range(0, 4).<List<Integer>>mapToObj((i) -> new ArrayList<>()).toList();
		AtomicInteger running = new AtomicInteger();
		List<CompletableFuture<Void>> adders = IntStream.range(0, 4).mapToObj((i) -> CompletableFuture.runAsync(() -> {
			for (int n = 0; n < perThread; n++) {
				int number = n;
				this.lane.execute(() -> {
					assertThat(running.incrementAndGet()).isOne();
					seen.get(i).add(number);
					running.decrementAndGet();
				});
			}
		}, this.threads)).toList();
		CompletableFuture.allOf(adders.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
		barrier();
		List<Integer> expected = IntStream.range(0, perThread).boxed().toList();
		assertThat(seen).allSatisfy((numbers) -> assertThat(numbers).isEqualTo(expected));
	}

	@Test
	void executeWhenEachTaskFindsTheLaneIdleThenRunsItMostlyOnTheThreadThatIsThere() throws Exception {
		AtomicInteger borrowed = new AtomicInteger();
		EventLane idle = new EventLane("intercom-idle-events", (task) -> {
			borrowed.incrementAndGet();
			this.threads.execute(task);
		});
		int tasks = 20_000;
		for (int number = 0; number < tasks; number++) {
			CompletableFuture<Boolean> alone = new CompletableFuture<>();
			idle.execute(() -> alone.complete(idle.isCurrentThread()));
			assertThat(alone.get(60, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(borrowed).hasValueLessThan(tasks / 2);
	}

	@Test
	void executeWhenThereIsOneThreadOnlyThenNoTaskWaitsForIt() throws Exception {
		ExecutorService one = Executors.newSingleThreadExecutor();
		EventLane only = new EventLane("intercom-only-events", one);
		CompletableFuture<Void> all = CompletableFuture.runAsync(() -> {
			for (int number = 0; number < 200_000; number++) {
				CompletableFuture<Void> done = new CompletableFuture<>();
				only.execute(() -> done.complete(null));
				done.join();
			}
		}, this.threads);
		all.get(60, TimeUnit.SECONDS);
		only.execute(only::keepNoThread);
		one.shutdown();
	}

	@Test
	void executeWhenATaskFailsThenTheNextRuns() throws Exception {
		this.lane.execute(() -> {
			throw new IllegalStateException("on purpose");
		});
		this.lane.execute(() -> {
			throw new StackOverflowError("on purpose");
		});
		barrier();
	}

	@Test
	void isCurrentThreadWhenInATaskThenIsTrue() throws Exception {
		CompletableFuture<Boolean> inside = new CompletableFuture<>();
		this.lane.execute(() -> inside.complete(this.lane.isCurrentThread()));
		assertThat(inside.get(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.lane.isCurrentThread()).isFalse();
	}

	@Test
	void executeWhenRunThenTheThreadHasTheNameForThatTimeOnly() throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		CompletableFuture<String> name = new CompletableFuture<>();
		this.lane.execute(() -> {
			thread.complete(Thread.currentThread());
			name.complete(Thread.currentThread().getName());
		});
		assertThat(name.get(60, TimeUnit.SECONDS)).isEqualTo("intercom-test-events");
		Eventually.await("the name is given back", () -> !thread.join().getName().equals("intercom-test-events"));
	}

	@Test
	void executeWhenATaskBlocksThenAnotherLaneGoesOn() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		this.lane.execute(() -> {
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		CompletableFuture<Void> other = new CompletableFuture<>();
		new EventLane("intercom-other-events", this.threads).execute(() -> other.complete(null));
		other.get(60, TimeUnit.SECONDS);
		release.countDown();
		barrier();
	}

	private void barrier() throws Exception {
		CompletableFuture<Void> reached = new CompletableFuture<>();
		this.lane.execute(() -> reached.complete(null));
		reached.get(60, TimeUnit.SECONDS);
	}

}
