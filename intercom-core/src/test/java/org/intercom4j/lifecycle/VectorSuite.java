package org.intercom4j.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the vectors of one file, several at a time, each as its own test, and after them
 * one that looks for processes that they left alive.
 */
final class VectorSuite {

	private static final String FILE = "lifecycle.json";

	private static final long END_SECONDS = 60;

	private final VectorScript language;

	private final ExecutorService threads;

	private final Set<Long> before = descendants();

	private final Collection<Long> pids = new ConcurrentLinkedQueue<>();

	VectorSuite(VectorScript language) {
		this.language = language;
		this.threads = Executors.newFixedThreadPool(language.atATime());
	}

	/**
	 * The recorded vectors, from the folder of the system property
	 * {@code intercom.vectors} if it is set.
	 */
	static List<DynamicTest> recorded(VectorScript language) throws IOException {
		byte[] recorded = read();
		if (recorded == null) {
			return List.of(DynamicTest.dynamicTest("no " + FILE,
					() -> Assumptions.abort("The folder of intercom.vectors has no " + FILE)));
		}
		return new VectorSuite(language).tests(recorded);
	}

	private static byte[] read() throws IOException {
		String folder = System.getProperty("intercom.vectors");
		if (folder != null && !folder.isBlank()) {
			Path file = Path.of(folder, FILE);
			return Files.exists(file) ? Files.readAllBytes(file) : null;
		}
		try (InputStream copy = VectorSuite.class.getResourceAsStream("/vectors/" + FILE)) {
			return (copy != null) ? copy.readAllBytes() : null;
		}
	}

	List<DynamicTest> tests(byte[] file) {
		List<DynamicTest> tests = new ArrayList<>();
		for (Object element : (List<?>) Lines.JSON.readValue(file, Map.class).get("vectors")) {
			Map<?, ?> vector = (Map<?, ?>) element;
			String name = vector.get("id") + " " + vector.get("title");
			CompletableFuture<List<String>> result = CompletableFuture.supplyAsync(() -> differences(vector),
					this.threads);
			tests.add(DynamicTest.dynamicTest(name, () -> verify(name, result)));
		}
		this.threads.shutdown();
		assertThat(tests).as("vectors").isNotEmpty();
		tests.add(DynamicTest.dynamicTest("no process is left alive", this::assertNoneLeft));
		return tests;
	}

	private List<String> differences(Map<?, ?> vector) {
		try {
			Expectation expected = Decisions.expectation(vector, this.language.isPackageInChild());
			Map<String, Object> actual = run(vector, expected.end);
			((List<?>) actual.getOrDefault("pids", List.of()))
				.forEach((pid) -> this.pids.add(((Number) pid).longValue()));
			List<String> differences = new ArrayList<>(
					new Comparison(expected, actual, new ErrorTexts(vector)).differences());
			if (!differences.isEmpty()) {
				differences.add("decisions: " + expected.reasons);
			}
			return differences;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private Map<String, Object> run(Map<?, ?> vector, Map<?, ?> end) throws IOException, InterruptedException {
		VectorDirectory directory = VectorDirectory.create(this.language);
		try {
			Map<?, ?> result = VectorParent.isNeeded(vector) ? VectorParent.run(vector, end, directory)
					: new VectorRun(vector, end).run(directory);
			return result.entrySet()
				.stream()
				.collect(Collectors.toMap((entry) -> (String) entry.getKey(), Map.Entry::getValue));
		}
		finally {
			directory.delete();
		}
	}

	// some reports drop the names of dynamic tests, so the failure tells it too
	private static void verify(String name, CompletableFuture<List<String>> result) throws InterruptedException {
		try {
			assertThat(String.join("\n", result.get())).as(name).isEmpty();
		}
		catch (ExecutionException ex) {
			throw new AssertionError(name + ": " + ex.getCause(), ex);
		}
	}

	private static Set<Long> descendants() {
		return ProcessHandle.current()
			.descendants()
			.map(ProcessHandle::pid)
			.collect(Collectors.toCollection(HashSet::new));
	}

	/** Neither below this JVM nor, given away to another parent, anywhere else. */
	private void assertNoneLeft() throws InterruptedException {
		assertThat(this.threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)).as("all have ended").isTrue();
		Set<Long> left = descendants();
		this.pids.stream()
			.filter((pid) -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent())
			.forEach(left::add);
		left.removeAll(this.before);
		assertThat(left).as("processes that are left alive").isEmpty();
	}

}
