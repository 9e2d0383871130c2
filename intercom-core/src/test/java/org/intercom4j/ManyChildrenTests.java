package org.intercom4j;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.intercom4j.programs.Echo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class ManyChildrenTests {

	private static final int COUNT = Integer.getInteger("intercom.many.children", 60);

	/** A JVM that starts fast and logs nothing. */
	private static final List<String> SMALL_JVM = List.of("-Xmx16m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
			"-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider", "-Dslf4j.internal.verbosity=ERROR");

	@Test
	@Timeout(300)
	void childrenWhenManyAreStartedAtOnceThenAllAnswerAndStop() throws Exception {
		Resources resources = Resources.now();
		Usage before = Usage.now();
		long begin = System.nanoTime();
		try (Intercom intercom = Intercom.builder().shutdownHook(false).build()) {
			CountDownLatch answers = new CountDownLatch(COUNT);
			List<Child> children = new ArrayList<>();
			for (int i = 0; i < COUNT; i++) {
				Child child = intercom.child("c" + i,
						ChildOptions.builder(Echo.class.getName()).execArgv(SMALL_JVM).build());
				child.once("echo", (event) -> answers.countDown());
				children.add(child);
			}
			List<CompletableFuture<ChildInfo>> starts = children.stream().map(Child::start).toList();
			children.forEach((child) -> child.emit("say::hello", child.name()));
			assertThat(answers.await(240, TimeUnit.SECONDS)).as("%d answers are missing", answers.getCount()).isTrue();
			assertThat(starts).allMatch(CompletableFuture::isDone);
			Usage during = Usage.now();
			intercom.stopAll().get(120, TimeUnit.SECONDS);
			assertThat(children).extracting(Child::state).containsOnly(ChildState.STOPPED);
			System.out.printf("%d children: before %s; with them %s; took %s%n", COUNT, before, during,
					Duration.ofNanos(System.nanoTime() - begin));
		}
		assertThat(Resources.now().processes()).isSubsetOf(resources.processes());
	}

	/**
	 * What this JVM uses.
	 *
	 * @param threads live threads
	 * @param heap bytes of live objects
	 * @param resident bytes in memory
	 */
	private record Usage(int threads, long heap, long resident) {

		static Usage now() throws IOException {
			System.gc();
			long kilobytes = Files.readAllLines(Path.of("/proc/self/status"))
				.stream()
				.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
				.sum();
			Runtime runtime = Runtime.getRuntime();
			return new Usage(ManagementFactory.getThreadMXBean().getThreadCount(),
					runtime.totalMemory() - runtime.freeMemory(), kilobytes * 1024);
		}

		@Override
		public String toString() {
			return "%d threads, %d KiB of heap, %d KiB resident".formatted(this.threads, this.heap / 1024,
					this.resident / 1024);
		}

	}

}
