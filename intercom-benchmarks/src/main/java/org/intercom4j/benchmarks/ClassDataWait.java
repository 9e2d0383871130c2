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
		long start = System.nanoTime();
		while (archives(cache).isEmpty() || isTraining()) {
			if (System.nanoTime() - start > LIMIT_NANOS) {
				throw new IllegalStateException("There is no class-data archive below " + cache + " after a minute");
			}
			TimeUnit.MILLISECONDS.sleep(50);
		}
		worker.becomeReady();
		requireArchive(worker, archives(cache));
		Worker.await(worker.child().stop());
	}

	private static List<Path> archives(Path cache) throws IOException {
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

}
