package org.intercom4j.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

import org.intercom4j.Child;
import org.intercom4j.Eventually;
import org.intercom4j.Intercom;
import org.intercom4j.process.OutputTail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A listener that sleeps, on either side: the sender waits, and nothing is lost. For a
 * child in Java see {@code FlowTests}.
 */
class SlowListenerTests {

	/** Five hundred megabytes, of which no side may hold more than its limit. */
	private static final int COUNT = 120_000;

	private static final String TEXT = "x".repeat(4096);

	private static final long MEGABYTE = 1 << 20;

	private static final int STILL = 200;

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final CountDownLatch release = new CountDownLatch(1);

	@TempDir
	private Path folder;

	@AfterEach
	void close() throws IOException {
		this.release.countDown();
		open();
		this.intercom.close();
	}

	private Path gate() {
		return this.folder.resolve("gate");
	}

	private void open() throws IOException {
		Files.write(gate(), new byte[0]);
	}

	private Child child(Language language) {
		return this.intercom.child("flow",
				language.options("flow").options(List.of(gate().toString())).silent(true).build());
	}

	@ParameterizedTest
	@EnumSource(names = { "NODE", "PYTHON" })
	void floodWhenTheParentsListenerSleepsThenTheChildWaits(Language language) throws Exception {
		Child child = child(language);
		AtomicInteger next = new AtomicInteger();
		CompletableFuture<Integer> last = new CompletableFuture<>();
		child.once("rpcready", (event) -> this.release.await());
		child.on("down", (event) -> {
			int number = event.argument(0, Integer.class);
			if (!next.compareAndSet(number, number + 1)) {
				last.complete(number);
			}
			else if (number == COUNT - 1) {
				last.complete(COUNT);
			}
		});
		long before = usedHeap();
		long pid = child.start().get(60, TimeUnit.SECONDS).pid();
		child.emit("flood", COUNT);
		awaitStillness(() -> lastOf(child));
		assertThat(lastOf(child)).as("events that the child has emitted").isBetween(1, COUNT / 2);
		assertBounded(before, pid);
		this.release.countDown();
		assertThat(last.get(300, TimeUnit.SECONDS)).isEqualTo(COUNT);
	}

	@ParameterizedTest
	@EnumSource(names = { "NODE", "PYTHON" })
	void floodWhenTheChildsListenerSleepsThenTheParentWaits(Language language) throws Exception {
		Child child = child(language);
		CompletableFuture<Integer> all = new CompletableFuture<>();
		child.on("all", (event) -> all.complete(event.argument(0, Integer.class)));
		child.on("disorder", (event) -> all.complete(event.argument(0, Integer.class)));
		CountDownLatch ready = new CountDownLatch(1);
		child.ready(ready::countDown);
		long before = usedHeap();
		long pid = child.start().get(60, TimeUnit.SECONDS).pid();
		assertThat(ready.await(60, TimeUnit.SECONDS)).isTrue();
		AtomicInteger emitted = new AtomicInteger();
		CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
			for (int number = 0; number < COUNT; number++) {
				child.emit("up", number, COUNT, TEXT);
				emitted.set(number);
			}
		});
		awaitStillness(emitted::get);
		assertThat(emitted).as("events that the parent has emitted").hasValueBetween(1, COUNT / 2);
		assertBounded(before, pid);
		open();
		assertThat(all.get(300, TimeUnit.SECONDS)).isEqualTo(COUNT);
		sender.get(60, TimeUnit.SECONDS);
	}

	/** Where the machine only paused, what is asserted after it holds as well. */
	private static void awaitStillness(IntSupplier progress) {
		AtomicInteger seen = new AtomicInteger();
		AtomicInteger still = new AtomicInteger();
		Eventually.await("the sender waits", () -> {
			int now = progress.getAsInt();
			boolean same = now > 0 && seen.getAndSet(now) == now;
			return (same ? still.incrementAndGet() : still.getAndSet(0)) > STILL;
		});
	}

	private static int lastOf(Child child) {
		List<OutputTail.Line> lines = child.output();
		return lines.isEmpty() ? 0 : Integer.parseInt(lines.get(lines.size() - 1).text());
	}

	private static void assertBounded(long heapBefore, long pid) throws IOException {
		assertThat(usedHeap() - heapBefore).as("what waits here").isLessThan(200 * MEGABYTE);
		Path memory = Path.of("/proc", Long.toString(pid), "status");
		if (Files.exists(memory)) {
			assertThat(resident(memory)).as("kilobytes of the child").isLessThan(400 * 1024);
		}
	}

	private static long resident(Path status) throws IOException {
		return Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.sum();
	}

	private static long usedHeap() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
