package org.intercom4j;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class CrashLoopTests {

	private static final int RESTARTS = Integer.getInteger("intercom.restarts", 500);

	/** What the collector has not got hold of yet. */
	private static final long HEAP_MARGIN = 8 << 20;

	@TempDir
	private Path sockets;

	private final String temporary = System.getProperty("java.io.tmpdir");

	@AfterEach
	void restoreProperty() {
		System.setProperty("java.io.tmpdir", this.temporary);
	}

	@Test
	void restartWhenRepeatedManyTimesThenLeavesNothingBehind() throws Exception {
		warmUp();
		Resources before = Resources.now();
		System.setProperty("java.io.tmpdir", this.sockets.toString());
		Intercom intercom = Intercom.builder().shutdownHook(false).build();
		SupervisedChild child = (SupervisedChild) intercom.child("loop",
				ChildOptions.command("sh", "-c", "exit 3").max(RESTARTS + 1).build());
		AtomicInteger exits = new AtomicInteger();
		CountDownLatch early = new CountDownLatch(2);
		CompletableFuture<List<Object>> closed = new CompletableFuture<>();
		child.on("exit", (event) -> exits.incrementAndGet());
		child.on("restart", (event) -> early.countDown());
		child.on("close", (event) -> closed.complete(event.arguments().toList()));
		child.start();
		early.await();
		Resources atFirst = Resources.now();
		long heap = usedHeap();
		assertThat(closed.get(RESTARTS, TimeUnit.SECONDS)).containsExactly(false, 3, null);
		ChildInfo info = child.info();
		assertThat(info.restarts()).isEqualTo(RESTARTS);
		assertThat(info.times()).isEqualTo(RESTARTS + 1);
		assertThat(exits).hasValue(RESTARTS + 1);
		assertThat(child.bus().emitter().listenersAny()).isEmpty();
		assertThat(child.bus().emitter().eventNames()).hasSize(3);
		assertThat(usedHeap() - heap).as("growth of the heap").isLessThan(HEAP_MARGIN);
		assertThat(this.sockets).isEmptyDirectory();
		Eventually.await("descriptors are as before",
				() -> Resources.now().descriptors() <= atFirst.descriptors() && Resources.now().processes().isEmpty(),
				Resources::now);
		intercom.close();
		before.awaitReturn();
	}

	private static long usedHeap() {
		System.gc();
		long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		System.out.println("heap in use: " + (used >> 10) + " KiB");
		return used;
	}

	/** The first child opens what the JVM keeps open. */
	private static void warmUp() throws Exception {
		try (Intercom intercom = Intercom.builder().shutdownHook(false).build()) {
			Child child = intercom.child("first", ChildOptions.command("true").max(1).build());
			EventLog log = new EventLog(child);
			child.start().get(60, TimeUnit.SECONDS);
			log.await("close");
		}
	}

}
