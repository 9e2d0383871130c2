package org.intercom4j.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The JVM of one contender: has as many idle children as it is asked for, and tells what
 * it spends.
 */
final class IdleProgram {

	private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	/** Until they are compiled, methods touch more of a thread's stack. */
	private static final int JDK_WARM_UPS = 600;

	/** Loads the classes of a contender, with never more than one child. */
	private static final int WARM_UPS = 20;

	private static final long SETTLE_SECONDS = 1;

	private static final long IDLE_SECONDS = 3;

	private final IdleChildren children;

	private int count;

	private IdleProgram(IdleChildren children) {
		this.children = children;
	}

	public static void main(String[] args) throws Exception {
		Contender contender = Contender.valueOf(args[0]);
		for (int number = 0; number < JDK_WARM_UPS; number++) {
			new ProcessBuilder("true").start().waitFor();
		}
		for (int number = 0; number < WARM_UPS; number++) {
			IdleChildren one = contender.children();
			one.startOne();
			one.end();
		}
		IdleProgram program = new IdleProgram(contender.children());
		program.children.prepare();
		Answers.give((request, wanted) -> program.grow(wanted));
		program.children.end();
		System.exit(0);
	}

	private double[] grow(int wanted) throws Exception {
		for (; this.count < wanted; this.count++) {
			this.children.startOne();
		}
		TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
		double kilobytes = resident() + heapInUse();
		Map<Long, Long> before = cpuNanos();
		TimeUnit.SECONDS.sleep(IDLE_SECONDS);
		return new double[] { kilobytes, threads.getThreadCount(), microsSince(before) / IDLE_SECONDS };
	}

	/** The heap is in memory as a whole, in use or not. */
	private static double resident() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.findFirst()
			.orElseThrow();
	}

	private static double heapInUse() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024.0;
	}

	/** Of all threads but this one, which does nothing that an application would. */
	private static Map<Long, Long> cpuNanos() {
		Map<Long, Long> nanos = new HashMap<>();
		for (long thread : threads.getAllThreadIds()) {
			if (thread != Thread.currentThread().getId()) {
				nanos.put(thread, threads.getThreadCpuTime(thread));
			}
		}
		return nanos;
	}

	/** Of the threads that live at the end. */
	private static double microsSince(Map<Long, Long> before) {
		return cpuNanos().entrySet()
			.stream()
			.mapToLong((thread) -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
			.sum() / 1000.0;
	}

}
