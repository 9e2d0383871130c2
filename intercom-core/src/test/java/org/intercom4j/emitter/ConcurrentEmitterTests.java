package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for emitters that several threads use at the same time.
 */
class ConcurrentEmitterTests {

	private static final int THREADS = 4;

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final EventEmitter emitter = new EventEmitter(
			EmitterOptions.builder().wildcard(true).delimiter("::").maxListeners(0).build());

	@AfterEach
	void stopThreads() {
		this.threads.shutdownNow();
	}

	@Test
	void emitWhenManyThreadsRaceForCountedListenersThenCallsThemExactlyAsOften() throws Exception {
		for (int round = 0; round < 300; round++) {
			AtomicInteger once = new AtomicInteger();
			AtomicInteger many = new AtomicInteger();
			this.emitter.once("race::*", (event) -> once.incrementAndGet());
			this.emitter.many("race::a", 3, (event) -> many.incrementAndGet());
			inParallel(() -> this.emitter.emit("race::a"));
			assertThat(once).hasValue(1);
			assertThat(many).hasValue(3);
			assertThat(this.emitter.eventNames()).isEmpty();
		}
	}

	@Test
	void emitWhenListenersComeAndGoThenReachesEveryListenerThatStays() throws Exception {
		AtomicInteger stayed = new AtomicInteger();
		EventListener stays = (event) -> stayed.incrementAndGet();
		this.emitter.on("a::b", stays);
		int emits = 20_000;
		AtomicInteger next = new AtomicInteger();
		inParallel(() -> {
			int thread = next.getAndIncrement();
			for (int index = 0; index < emits; index++) {
				if (thread % 2 == 0) {
					assertThat(this.emitter.emit("a::b")).isTrue();
				}
				else {
					comeAndGo("a::" + (index % 3), thread);
				}
			}
			return true;
		});
		assertThat(stayed).hasValue(emits * THREADS / 2);
		assertThat(this.emitter.eventNames()).containsExactly("a::b");
		assertThat(this.emitter.listeners("a::b")).containsExactly(stays);
	}

	private void comeAndGo(String name, int thread) {
		AtomicInteger calls = new AtomicInteger();
		EventListener listener = (event) -> {
			if (Integer.valueOf(thread).equals(event.argument(0))) {
				calls.incrementAndGet();
			}
		};
		this.emitter.on(name, listener);
		this.emitter.emit(name, thread);
		this.emitter.off(name, listener);
		this.emitter.emit(name, thread);
		assertThat(calls).as("calls between on and off of %s", name).hasValue(1);
	}

	@Test
	void onWhenManyThreadsRegisterThenLosesNoListener() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		inParallel(() -> {
			for (int index = 0; index < 500; index++) {
				this.emitter.on("n::" + (index % 7), (event) -> calls.incrementAndGet());
				this.emitter.onAny((event) -> calls.incrementAndGet());
			}
			return true;
		});
		this.emitter.emit("n::*");
		assertThat(calls).hasValue(2 * 500 * THREADS);
	}

	@Test
	void emitWhenAListenerBlocksThenOthersRegisterAndEmit() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AtomicBoolean called = new AtomicBoolean();
		this.emitter.on("slow", (event) -> {
			running.countDown();
			assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
		});
		Future<Boolean> slow = this.threads.submit(() -> this.emitter.emit("slow"));
		assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
		this.emitter.on("quick", (event) -> called.set(true)).emit("quick");
		release.countDown();
		assertThat(called).isTrue();
		assertThat(slow.get(60, TimeUnit.SECONDS)).isTrue();
	}

	private void inParallel(Callable<Boolean> task) throws Exception {
		CyclicBarrier start = new CyclicBarrier(THREADS);
		List<Future<Boolean>> futures = new ArrayList<>();
		for (int index = 0; index < THREADS; index++) {
			futures.add(this.threads.submit(() -> {
				start.await(60, TimeUnit.SECONDS);
				return task.call();
			}));
		}
		for (Future<Boolean> future : futures) {
			future.get(100, TimeUnit.SECONDS);
		}
	}

}
