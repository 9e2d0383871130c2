package org.intercom4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this JVM holds of the system: own threads, open descriptors, child processes.
 */
record Resources(List<String> threads, int descriptors, List<Long> processes) {

	static Resources now() {
		return new Resources(ownThreads(), openDescriptors(),
				ProcessHandle.current()
					.descendants()
					.filter((process) -> process.isAlive() && !isGuardian(process))
					.map(ProcessHandle::pid)
					.sorted()
					.toList());
	}

	/** Lives as long as its Intercom. */
	static boolean isGuardian(ProcessHandle process) {
		return process.info()
			.arguments()
			.filter((arguments) -> List.of(arguments).contains("intercom-guardian"))
			.isPresent();
	}

	/** Waits until nothing more is held than this. */
	void awaitReturn() {
		Eventually.await("no more is held than " + this, () -> !exceededBy(now()), Resources::now);
	}

	private boolean exceededBy(Resources other) {
		return other.threads().size() > this.threads.size() || other.descriptors() > this.descriptors
				|| other.processes().size() > this.processes.size();
	}

	private static List<String> ownThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("intercom-"))
			.sorted()
			.toList();
	}

	private static int openDescriptors() {
		try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
			return (int) descriptors.count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
