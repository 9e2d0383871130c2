package org.intercom4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Times from the start of an application's process to its readiness, with children that
 * it does not wait for and without.
 */
final class ApplicationStart implements Measure {

	private static final Line LINE = new Line("application start, 5 children, beside none", "ms", Bar.ratioAtMost(1.1));

	private static final int STARTS = 2;

	private final Path programs;

	private final Path cache;

	ApplicationStart(Stage stage, Path cache) {
		this.programs = stage.programs();
		this.cache = cache;
	}

	@Override
	public String name() {
		return "application";
	}

	/**
	 * Has the class-data archive of its Java children made, whose class path is not that
	 * of the other measures.
	 */
	@Override
	public void open() throws Exception {
		int archives = ClassDataWait.archives(this.cache).size();
		try (Jvm application = run(properties(this.programs))) {
			application.awaitLine(ApplicationProgram.CHILDREN_READY);
			ClassDataWait.await(() -> ClassDataWait.isUsedBelow(application.process())
					|| ClassDataWait.archives(this.cache).size() > archives);
		}
		try (Jvm application = run(properties(this.programs))) {
			application.awaitLine(ApplicationProgram.CHILDREN_READY);
			if (!ClassDataWait.isUsedBelow(application.process())) {
				throw new IllegalStateException("The application has no Java child that uses a class-data archive");
			}
		}
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		for (int number = 0; number < STARTS; number++) {
			round.inTurn(() -> results.ours(LINE, start(properties(this.programs))),
					() -> results.rival(LINE, start(List.of())));
		}
	}

	private static double start(List<String> properties) throws IOException {
		long start = System.nanoTime();
		try (Jvm application = run(properties)) {
			application.awaitLine(ApplicationProgram.READY);
			double millis = (System.nanoTime() - start) / 1_000_000.0;
			application.awaitLine(ApplicationProgram.CHILDREN_READY);
			return millis;
		}
	}

	private static Jvm run(List<String> properties) throws IOException {
		List<Object> arguments = new ArrayList<>(properties);
		arguments.add("--spring.main.banner-mode=off");
		return Jvm.start(ApplicationProgram.class, arguments.toArray());
	}

	private static List<String> properties(Path programs) {
		return List.of("--intercom.children.java-1.script=" + WorkerProgram.class.getName(),
				"--intercom.children.java-2.script=" + WorkerProgram.class.getName(),
				"--intercom.children.node.script=" + programs.resolve("worker.cjs"),
				"--intercom.children.python.script=" + programs.resolve("worker.py"),
				"--intercom.children.command.command=sleep,600");
	}

}
