package org.intercom4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.intercom4j.programs.Echo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A child that prints without end, beside one that talks. How much it prints is the
 * system property {@code intercom.output.bytes}.
 */
@DisabledOnOs(OS.WINDOWS)
class OutputFloodTests {

	private static final long BYTES = Long.getLong("intercom.output.bytes", 200_000_000);

	private static final int LINE_BYTES = 100;

	private static final long MEGABYTE = 1 << 20;

	/** Two queues of sixteen million characters, and room for the garbage of others. */
	private static final long MOST_HEAP = 100 * MEGABYTE;

	private static final int EXCHANGES_BEFORE = 1000;

	private static final int EXCHANGES_BETWEEN_COLLECTIONS = 500;

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final AtomicLong heard = new AtomicLong();

	private final AtomicLong logged = new AtomicLong();

	private final AtomicLong lost = new AtomicLong();

	private final CompletableFuture<List<Object>> exit = new CompletableFuture<>();

	private final List<Long> roundTrips = new ArrayList<>();

	private final Semaphore answers = new Semaphore(0);

	private long mostHeap;

	private long quietMedian;

	@AfterEach
	void close() {
		this.intercom.close();
	}

	@Test
	@Timeout(7200)
	void floodWhenAnotherChildTalksThenHeapStaysFlatAndAnswersCome() throws Exception {
		try (LoggedLines log = new LoggedLines("org.intercom4j.child.flood",
				(event) -> this.logged.incrementAndGet())) {
			Child echo = echo();
			long before = usedHeap();
			long begin = System.nanoTime();
			Child flood = flood();
			flood.start();
			talkWhileItPrints(echo, before);
			Duration took = Duration.ofNanos(System.nanoTime() - begin);
			assertThat(this.exit.get()).containsExactly(0, null);
			assertThat(this.heard.get() + this.lost.get()).as("lines heard or counted").isEqualTo(BYTES / LINE_BYTES);
			assertThat(this.mostHeap).as("bytes of heap beyond those before").isLessThan(MOST_HEAP);
			assertThat(this.roundTrips).as("exchanges meanwhile").hasSizeGreaterThan(100);
			print(took);
		}
	}

	private Child flood() {
		String script = "yes %s | head -c %d".formatted("x".repeat(LINE_BYTES - 1), BYTES);
		Child flood = this.intercom.child("flood", ChildOptions.command("sh", "-c", script).max(1).build());
		flood.on("stdout", (event) -> this.heard.incrementAndGet());
		flood.on("warn", (event) -> {
			String warning = event.argument(0, String.class);
			if (warning.endsWith("listeners are too slow")) {
				this.lost.addAndGet(Long.parseLong(warning.split(" ")[0]));
			}
		});
		flood.on("exit", (event) -> this.exit.complete(event.arguments().toList()));
		return flood;
	}

	private Child echo() throws Exception {
		Child echo = this.intercom.child("echo", ChildOptions.builder(Echo.class.getName()).build());
		echo.on("echo", (event) -> this.answers.release());
		echo.start();
		for (int i = 0; i < 2 * EXCHANGES_BEFORE; i++) {
			exchange(echo);
		}
		this.quietMedian = median(this.roundTrips.subList(EXCHANGES_BEFORE, this.roundTrips.size()));
		this.roundTrips.clear();
		return echo;
	}

	private void talkWhileItPrints(Child echo, long heapBefore) throws Exception {
		for (int i = 1; !this.exit.isDone(); i++) {
			exchange(echo);
			if (i % EXCHANGES_BETWEEN_COLLECTIONS == 0) {
				this.mostHeap = Math.max(this.mostHeap, usedHeap() - heapBefore);
			}
		}
	}

	private void exchange(Child echo) throws Exception {
		long begin = System.nanoTime();
		echo.emit("say::hello", "world");
		assertThat(this.answers.tryAcquire(60, TimeUnit.SECONDS)).as("an answer").isTrue();
		this.roundTrips.add(System.nanoTime() - begin);
	}

	private static long median(List<Long> times) {
		return times.stream().sorted().toList().get(times.size() / 2);
	}

	private static long usedHeap() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private void print(Duration took) {
		Collections.sort(this.roundTrips);
		int count = this.roundTrips.size();
		System.out.printf("%,d bytes in %s: %,d lines heard, %,d lost, %,d logged; at most %,d KiB of heap more;"
				+ " %,d round trips of another child: median %d us (before %d us), 99 %% within %d us, slowest %d us%n",
				BYTES, took, this.heard.get(), this.lost.get(), this.logged.get(), this.mostHeap / 1024, count,
				this.roundTrips.get(count / 2) / 1000, this.quietMedian / 1000,
				this.roundTrips.get(count * 99 / 100) / 1000, this.roundTrips.get(count - 1) / 1000);
	}

}
