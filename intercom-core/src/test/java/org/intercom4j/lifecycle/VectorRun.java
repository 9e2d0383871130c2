package org.intercom4j.lifecycle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.Intercom;

/**
 * Runs one vector in this JVM and writes down what happens.
 */
final class VectorRun {

	/** All times of the vectors are multiplied by this: a JVM starts slowly. */
	static final int FACTOR = 4;

	private static final long SETTLE_MILLIS = 250;

	private static final long KILL_SECONDS = 30;

	private final Map<?, ?> vector;

	private final Map<?, ?> end;

	private final Recording recording = new Recording();

	/**
	 * A run of this vector until this end.
	 */
	VectorRun(Map<?, ?> vector, Map<?, ?> end) {
		this.vector = vector;
		this.end = end;
	}

	Map<String, Object> run(VectorDirectory directory) throws IOException, InterruptedException {
		if ("missing".equals(this.vector.get("script"))) {
			directory.deleteScript();
		}
		String name = ((String) this.vector.get("id")).toLowerCase(Locale.ROOT);
		ChildOptions options;
		try {
			options = new VectorOptions(directory).of(this.vector);
		}
		catch (IllegalArgumentException ex) {
			return Map.of("refused", String.valueOf(ex.getMessage()));
		}
		AtomicReference<Child> child = new AtomicReference<>();
		try (VectorLogs logs = new VectorLogs(name);
				Intercom intercom = Intercom.builder().shutdownHook(false).build();
				VectorBench bench = new VectorBench(directory, (Map<?, ?>) this.vector.get("child"), FACTOR,
						() -> child.get().info().incarnation())) {
			directory.language().prepare(directory, this.vector.get("child"));
			child.set(intercom.child(name, options));
			return run(child.get(), directory, bench, logs);
		}
	}

	private Map<String, Object> run(Child child, VectorDirectory directory, VectorBench bench, VectorLogs logs)
			throws IOException, InterruptedException {
		ParentProgram program = new ParentProgram(this.vector, child, this.recording, bench, directory);
		program.start();
		boolean ended = awaitEnd();
		this.recording.freeze();
		program.end();
		Map<String, Object> result = new LinkedHashMap<>();
		result.put("ended", ended);
		result.put("runs", child.info().incarnation());
		result.put("aliveAtEnd", (child.info().pid() != null) ? 1 : 0);
		result.put("logged", List.copyOf(logs.output()));
		result.put("errorsLogged", List.copyOf(logs.errors()));
		kill(child);
		bench.close();
		directory.language().collect(directory, bench);
		result.putAll(this.recording.toMap());
		result.put("pids", bench.pids());
		result.put("childLog", perRun(bench, directory));
		return result;
	}

	private boolean awaitEnd() throws InterruptedException {
		if (this.end.get("afterMs") instanceof Number millis) {
			this.recording.settle(millis.longValue() * FACTOR);
			return true;
		}
		int count = (this.end.get("count") instanceof Number number) ? number.intValue() : 1;
		Object event = this.end.get("event");
		boolean ended = this.recording.await((event != null) ? (String) event : "close", count);
		long settle = (this.end.get("settleMs") instanceof Number millis) ? millis.longValue() * FACTOR : SETTLE_MILLIS;
		this.recording.settle(settle);
		return ended;
	}

	/**
	 * With a signal that says nothing to the script, as it may still be writing its log.
	 */
	private static void kill(Child child) throws InterruptedException {
		child.noRestart();
		Optional<ProcessHandle> process = Optional.ofNullable(child.info().pid()).flatMap(ProcessHandle::of);
		if (process.isPresent()) {
			process.get().destroyForcibly();
			process.get().onExit().orTimeout(KILL_SECONDS, TimeUnit.SECONDS).join();
		}
	}

	private static List<Object> perRun(VectorBench bench, VectorDirectory directory) {
		List<Object> runs = new ArrayList<>();
		VectorValues values = new VectorValues((name, args) -> {
		}, directory::placeholders);
		bench.runs().forEach((number, run) -> {
			Map<String, Object> entry = new LinkedHashMap<>();
			entry.put("run", number);
			entry.put("entries", values.show(List.copyOf(run.log())));
			entry.put("toChild", run.toChild().frames());
			entry.put("toParent", run.toParent().frames());
			runs.add(entry);
		});
		return runs;
	}

}
