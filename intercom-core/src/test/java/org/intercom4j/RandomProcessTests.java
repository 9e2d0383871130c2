package org.intercom4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.intercom4j.process.StopTimeouts;
import org.intercom4j.programs.Echo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Drives real processes at random and looks at what is left.
 */
@EnabledOnOs(OS.LINUX)
class RandomProcessTests {

	private static final int STEPS = Integer.getInteger("intercom.random.steps", 400);

	private static final StopTimeouts SHORT = new StopTimeouts(Duration.ofMillis(100), Duration.ofMillis(300),
			Duration.ofSeconds(30));

	private final List<CompletableFuture<ChildInfo>> futures = new ArrayList<>();

	@Test
	void anythingWhenDoneToProcessesThenLeavesNothingBehind() throws Exception {
		long seed = Long.getLong("intercom.random.seed", System.nanoTime());
		System.out.println("random processes: -Dintercom.random.seed=" + seed);
		Random random = new Random(seed);
		Intercom first = Intercom.builder().shutdownHook(false).build();
		first.child("first", options("true")).start().get(60, TimeUnit.SECONDS);
		first.close();
		Resources before = Resources.now();
		Intercom intercom = Intercom.builder().shutdownHook(false).build();
		List<Child> children = children(intercom);
		for (int i = 0; i < STEPS; i++) {
			step(random, children.get(random.nextInt(children.size())));
		}
		intercom.stopAll().get(60, TimeUnit.SECONDS);
		for (CompletableFuture<ChildInfo> future : this.futures) {
			future.handle((info, failure) -> info).get(60, TimeUnit.SECONDS);
		}
		assertThat(children).as("seed %d", seed)
			.extracting(Child::state)
			.isSubsetOf(ChildState.NEW, ChildState.STOPPED, ChildState.GIVEN_UP);
		System.out.printf("random processes: %d in %d steps%n",
				children.stream().mapToInt((child) -> child.info().incarnation()).sum(), STEPS);
		intercom.close();
		before.awaitReturn();
	}

	private static List<Child> children(Intercom intercom) {
		return List.of(intercom.child("sleep", options("exec sleep 1000")),
				intercom.child("forks", options("sleep 1000 & sleep 1000 & wait")),
				intercom.child("deaf", options("trap '' TERM; while :; do sleep 1000 & wait; done")),
				intercom.child("short", options("exit 3")), intercom.child("slow", options("sleep 0.05; exit 4")),
				intercom.child("noisy", options("while :; do echo line; done")),
				intercom.child("echo",
						ChildOptions.builder(Echo.class.getName())
							.execArgv(List.of("-Xmx16m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"))
							.stop(SHORT)
							.build()));
	}

	private static ChildOptions options(String script) {
		return ChildOptions.command("sh", "-c", script)
			.silent(true)
			.stop(SHORT)
			.minUptime(Duration.ofMillis(20))
			.spinSleepTime(Duration.ofMillis(20))
			.build();
	}

	private void step(Random random, Child child) throws Exception {
		switch (random.nextInt(8)) {
			case 0, 1 -> call(child.start(), random);
			case 2 -> call(child.stop(), random);
			case 3 -> call(child.restart(), random);
			case 4 -> call(child.kill(), random);
			case 5, 6 -> killFromOutside(child);
			default -> emit(child);
		}
	}

	private static void killFromOutside(Child child) {
		Long pid = child.info().pid();
		if (pid != null) {
			ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
		}
	}

	private static void emit(Child child) {
		try {
			child.emit("say::hello", "x".repeat(1000));
		}
		catch (IllegalStateException ex) {
			assertThat(ex).hasMessageContaining("the event was not sent");
		}
	}

	private void call(CompletableFuture<ChildInfo> future, Random random) throws Exception {
		this.futures.add(future);
		if (random.nextBoolean()) {
			future.handle((info, failure) -> info).get(60, TimeUnit.SECONDS);
		}
	}

}
