package org.intercom4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Has ours make the class-data archive of Java children before anything is measured, and
 * sees to it that it is used.
 */
final class ClassDataWait {

	private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

	private ClassDataWait() {
	}

	/**
	 * Removes the archives of earlier runs, which may be of another class path.
	 */
	static void empty(Path cache) throws IOException {
		if (Files.isDirectory(cache)) {
			try (Stream<Path> files = Files.walk(cache)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
	}

	static void prepare(Stage stage, Path cache) throws Exception {
		Worker worker = Worker.start(stage.intercom(), "prepare", Language.JAVA.worker(stage.programs()).build());
		Worker.await(worker.child().stop());
		await(() -> !archives(cache).isEmpty() && !isTraining());
		worker.becomeReady();
		requireArchive(worker, archives(cache));
		Worker.await(worker.child().stop());
	}

	/**
	 * Waits until an archive is there.
	 */
	static void await(Condition made) throws IOException, InterruptedException {
		long start = System.nanoTime();
		while (!made.isMet()) {
			if (System.nanoTime() - start > LIMIT_NANOS) {
				throw new IllegalStateException("There is no class-data archive after a minute");
			}
			TimeUnit.MILLISECONDS.sleep(50);
		}
	}

	/**
	 * Whether a process below another one was started with an archive of ours.
	 */
	static boolean isUsedBelow(ProcessHandle parent) {
		return parent.descendants()
			.anyMatch((process) -> process.info().commandLine().orElse("").contains("-XX:SharedArchiveFile="));
	}

	static List<Path> archives(Path cache) throws IOException {
		if (!Files.isDirectory(cache)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(cache)) {
			return files.filter((file) -> file.toString().endsWith(".jsa")).toList();
		}
	}

	/** No child in Java runs meanwhile, so that a JVM below this one is one. */
	private static boolean isTraining() {
		return ProcessHandle.current()
			.descendants()
			.anyMatch((process) -> process.info().command().orElse("").endsWith("java"));
	}

	private static void requireArchive(Worker worker, List<Path> archives) {
		long pid = Objects.requireNonNull(worker.child().info().pid());
		String command = ProcessHandle.of(pid).flatMap((process) -> process.info().commandLine()).orElse("");
		if (archives.stream().noneMatch((archive) -> command.contains("-XX:SharedArchiveFile=" + archive + " "))) {
			throw new IllegalStateException(
					"Expected a Java child that uses one of %s but was '%s'".formatted(archives, command));
		}
	}

	/**
	 * What is waited for.
	 */
	interface Condition {

		/**
		 * Looks whether it is met.
		 * @throws IOException if that cannot be seen
		 */
		boolean isMet() throws IOException;

	}

}
