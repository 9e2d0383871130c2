package org.intercom4j;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.intercom4j.process.OutputTail;
import org.intercom4j.programs.Echo;
import org.intercom4j.programs.Flood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FlowTests {

	private static final long MEGABYTE = 1 << 20;

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.intercom.close();
	}

	@Test
	void listenerWhenItBlocksForEverThenAnotherChildIsNotDelayed() throws Exception {
		Child blocked = this.intercom.child("blocked", ChildOptions.builder(Echo.class.getName()).build());
		Child free = this.intercom.child("free", ChildOptions.builder(Echo.class.getName()).build());
		CountDownLatch entered = new CountDownLatch(1);
		blocked.on("rpcready", (event) -> {
			entered.countDown();
			this.release.await();
		});
		EventLog log = new EventLog(free);
		blocked.start();
		assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
		free.start();
		for (int i = 1; i <= 100; i++) {
			free.emit("say::hello", i);
			log.await("echo", i);
		}
		free.stop().get(60, TimeUnit.SECONDS);
		assertThat(this.release.getCount()).isOne();
	}

	@Test
	void floodWhenTheListenerSleepsThenTheChildWaitsAndNothingIsLost() throws Exception {
		int count = 100_000;
		Child child = flood(count, 4096);
		AtomicInteger next = new AtomicInteger();
		CompletableFuture<Integer> last = new CompletableFuture<>();
		child.once("rpcready", (event) -> this.release.await());
		child.on("down", (event) -> {
			int number = event.argument(1, Integer.class);
			if (!next.compareAndSet(number, number + 1)) {
				last.complete(number);
			}
			else if (number == count - 1) {
				last.complete(count);
			}
		});
		long before = usedHeap();
		child.start();
		Eventually.await("the child waits for its parent", () -> output(child).contains("blocked"));
		assertThat(usedHeap() - before).as("megabytes that wait").isLessThan(160 * MEGABYTE);
		assertThat(output(child)).doesNotContain("all emitted");
		this.release.countDown();
		assertThat(last.get(100, TimeUnit.SECONDS)).isEqualTo(count);
	}

	@Test
	void exitWhenReadingWasPausedThenComesAfterAllThatWasWritten() throws Exception {
		int count = 15_520; // the last of them wait in the system, behind the limit
		Child child = this.intercom.child("leaver",
				ChildOptions.builder(Flood.class.getName()).options(List.of("" + count, "4000", "0")).max(1).build());
		AtomicInteger arrived = new AtomicInteger();
		CompletableFuture<Integer> atExit = new CompletableFuture<>();
		child.once("rpcready", (event) -> this.release.await());
		child.on("down", (event) -> arrived.incrementAndGet());
		child.on("exit", (event) -> atExit.complete(arrived.get()));
		child.start();
		Eventually.await("the child is down", () -> child.state() == ChildState.GIVEN_UP);
		this.release.countDown();
		assertThat(atExit.get(60, TimeUnit.SECONDS)).isEqualTo(count);
	}

	@Test
	void killWhenEventsAreOnTheirWayBothWaysThenKeepsOrderAndGoesOn() throws Exception {
		int count = 10_000;
		Child child = flood(count, 100);
		EventLog log = new EventLog(child);
		CompletableFuture<Throwable> told = new CompletableFuture<>();
		child.once("rpcready", (event) -> child.emit("never::answered", new ClosedCallback(told)));
		child.on("down", (event) -> {
			if (event.argument(1, Integer.class) == count / 10 && child.info().incarnation() == 1) {
				ProcessHandle.of(event.argument(0, Long.class)).ifPresent(ProcessHandle::destroyForcibly);
			}
		});
		long first = child.start().get(60, TimeUnit.SECONDS).pid();
		CompletableFuture<Void> sender = CompletableFuture
			.runAsync(() -> IntStream.range(0, count).forEach((i) -> child.emit("up", i)));
		log.await("exit");
		log.await("rpcready", 2);
		sender.get(60, TimeUnit.SECONDS);
		Eventually.await("the next process sends all",
				() -> downs(log).entrySet()
					.stream()
					.anyMatch((run) -> run.getKey() != first && run.getValue().size() == count),
				log::names);
		assertThat(told.get(60, TimeUnit.SECONDS)).hasMessageContaining("session");
		downs(log).values()
			.forEach((numbers) -> assertThat(numbers).isEqualTo(IntStream.range(0, numbers.size()).boxed().toList()));
		assertExitIsLast(log, first, count);
		assertThat(log.names()).doesNotContain("disorder");
	}

	private static void assertExitIsLast(EventLog log, long first, int count) {
		List<String> names = log.names().stream().filter((name) -> !name.equals("up")).toList();
		int exit = names.indexOf("exit");
		long downsBefore = names.subList(0, exit).stream().filter("down"::equals).count();
		assertThat(downs(log).get(first)).hasSize((int) downsBefore).hasSizeBetween(count / 10, count);
		assertThat(names.subList(0, exit)).endsWith("rpcexit", "disconnected");
	}

	private static Map<Long, List<Integer>> downs(EventLog log) {
		return log.all("down")
			.stream()
			.collect(Collectors.groupingBy((down) -> ((Number) down.get(0)).longValue(),
					Collectors.mapping((down) -> ((Number) down.get(1)).intValue(), Collectors.toList())));
	}

	private Child flood(int count, int size) {
		return this.intercom.child("flood",
				ChildOptions.builder(Flood.class.getName())
					.execArgv(List.of("-Xmx512m"))
					.options(List.of("" + count, "" + size))
					.queueCapacity(20_000)
					.minUptime(Duration.ZERO)
					.build());
	}

	private static List<String> output(Child child) {
		return child.output().stream().map(OutputTail.Line::text).toList();
	}

	private static long usedHeap() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
