package org.intercom4j.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs one vector in a JVM of its own, for those that want another environment or working
 * directory of the parent.
 */
public final class VectorParent {

	private static final long LIMIT_SECONDS = 180;

	private VectorParent() {
	}

	public static void main(String[] args) throws Exception {
		VectorLogs.quiet(true);
		VectorDirectory directory = new VectorDirectory(Path.of(args[0]),
				VectorScript.of(List.of(args).subList(1, args.length)));
		Map<?, ?> vector = Lines.JSON.readValue(directory.root().resolve("vector.json").toFile(), Map.class);
		Map<?, ?> end = Lines.JSON.readValue(directory.root().resolve("end.json").toFile(), Map.class);
		Map<String, Object> result = new VectorRun(vector, end).run(directory);
		Files.write(directory.root().resolve("result.json"), Lines.JSON.writeValueAsBytes(result));
	}

	static boolean isNeeded(Map<?, ?> vector) {
		return vector.containsKey("parentEnv") || vector.containsKey("parentCwd");
	}

	static Map<?, ?> run(Map<?, ?> vector, Map<?, ?> end, VectorDirectory directory)
			throws IOException, InterruptedException {
		Path root = directory.root();
		Files.write(root.resolve("vector.json"), Lines.JSON.writeValueAsBytes(vector));
		Files.write(root.resolve("end.json"), Lines.JSON.writeValueAsBytes(end));
		Object below = vector.get("parentCwd");
		ProcessBuilder builder = new ProcessBuilder(command(directory)).inheritIO();
		builder.directory(directory.dir().resolve((below != null) ? (String) below : ".").normalize().toFile());
		if (vector.get("parentEnv") instanceof Map<?, ?> environment) {
			environment.forEach((name, value) -> builder.environment().put((String) name, String.valueOf(value)));
		}
		Process process = builder.start();
		if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
			process.destroyForcibly();
			throw new IllegalStateException("The parent of the vector does not end");
		}
		return Lines.JSON.readValue(root.resolve("result.json").toFile(), Map.class);
	}

	/** The same from another working directory. */
	private static String classPath() {
		String separator = System.getProperty("path.separator");
		return Arrays.stream(System.getProperty("java.class.path").split(separator))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(separator));
	}

	private static List<String> command(VectorDirectory directory) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", classPath()));
		command.addAll(List.of(VectorParent.class.getName(), directory.root().toString()));
		command.addAll(directory.language().words());
		return command;
	}

}
