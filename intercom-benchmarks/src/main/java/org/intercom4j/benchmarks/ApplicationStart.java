package org.intercom4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Times from the start of an application's process to its readiness, with children that
 * it does not wait for and without.
 */
final class ApplicationStart implements Measure {

	private static final Line COMMANDS = new Line("application start, 5 commands, beside none", "ms",
			Bar.ratioAtMost(1.1));

	private static final Line MAIN_THREAD = new Line("its main thread's time for children, 5 commands", "ms");

	private static final Line SCRIPTS = new Line("application start, 5 Java, Node, Python, beside none", "ms");

	private static final int CHILDREN = 5;

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
		try (Jvm application = run(scripts(this.programs))) {
			application.awaitLine(ApplicationProgram.CHILDREN_READY);
			ClassDataWait.await(() -> ClassDataWait.isUsedBelow(application.process())
					|| ClassDataWait.archives(this.cache).size() > archives);
		}
		try (Jvm application = run(scripts(this.programs))) {
			application.awaitLine(ApplicationProgram.CHILDREN_READY);
			if (!ClassDataWait.isUsedBelow(application.process())) {
				throw new IllegalStateException("The application has no Java child that uses a class-data archive");
			}
		}
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		round.inTurn(() -> {
			Start commands = start(commands());
			results.ours(COMMANDS, commands.millis());
			results.ours(MAIN_THREAD, commands.mainThreadMillis());
			results.ours(SCRIPTS, start(scripts(this.programs)).millis());
		}, () -> {
			Start none = start(List.of());
			results.rival(COMMANDS, none.millis());
			results.rival(MAIN_THREAD, none.mainThreadMillis());
			results.rival(SCRIPTS, none.millis());
		});
	}

	private static Start start(List<String> properties) throws IOException {
		long start = System.nanoTime();
		try (Jvm application = run(properties)) {
			application.awaitLine(ApplicationProgram.READY);
			double millis = (System.nanoTime() - start) / 1_000_000.0;
			double mainThread = Double.parseDouble(application.awaitRest(ApplicationProgram.MAIN_THREAD));
			application.awaitLine(ApplicationProgram.CHILDREN_READY);
			return new Start(millis, mainThread);
		}
	}

	private static Jvm run(List<String> properties) throws IOException {
		List<Object> arguments = new ArrayList<>(properties);
		arguments.add("--spring.main.banner-mode=off");
		return Jvm.start(ApplicationProgram.class, arguments.toArray());
	}

	/** They take next to no processor time, which is what the application starts with. */
	private static List<String> commands() {
		return IntStream.rangeClosed(1, CHILDREN)
			.mapToObj((number) -> "--intercom.children.command-" + number + ".command=sleep,600")
			.toList();
	}

	private static List<String> scripts(Path programs) {
		return List.of("--intercom.children.java-1.script=" + WorkerProgram.class.getName(),
				"--intercom.children.java-2.script=" + WorkerProgram.class.getName(),
				"--intercom.children.node-1.script=" + programs.resolve("worker.cjs"),
				"--intercom.children.node-2.script=" + programs.resolve("worker.cjs"),
				"--intercom.children.python.script=" + programs.resolve("worker.py"));
	}

	/**
	 * One start of an application.
	 *
	 * @param millis from before its process is created to its readiness
	 * @param mainThreadMillis what of it its main thread has taken for children
	 */
	private record Start(double millis, double mainThreadMillis) {
	}

}
