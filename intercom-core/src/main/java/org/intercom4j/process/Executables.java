package org.intercom4j.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds programs as the operating system will find them, so that a missing one is
 * reported before a process is spent on it.
 */
final class Executables {

	private Executables() {
	}

	static Optional<Path> find(String program, Path directory, @Nullable String searchPath) {
		if (hasDirectory(program)) {
			return candidates(directory.resolve(program)).filter(Executables::canRun).findFirst();
		}
		return searchDirectories(searchPath).flatMap((folder) -> candidates(directory.resolve(folder).resolve(program)))
			.filter(Executables::canRun)
			.findFirst();
	}

	static boolean hasDirectory(String program) {
		return program.contains("/") || (Platform.WINDOWS && program.contains("\\"));
	}

	static @Nullable String searchPath(Map<String, String> environment) {
		return environment.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equals("PATH")
					|| (Platform.WINDOWS && entry.getKey().equalsIgnoreCase("PATH")))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	private static Stream<String> searchDirectories(@Nullable String searchPath) {
		String path = (searchPath != null) ? searchPath : "/bin:/usr/bin";
		return Stream.of(path.split(File.pathSeparator)).map((folder) -> folder.isEmpty() ? "." : folder);
	}

	private static Stream<Path> candidates(Path program) {
		List<String> endings = Platform.WINDOWS ? List.of("", ".exe", ".cmd", ".bat", ".com") : List.of("");
		return endings.stream().map((ending) -> program.resolveSibling(program.getFileName() + ending));
	}

	private static boolean canRun(Path file) {
		return Files.isRegularFile(file) && Files.isExecutable(file);
	}

}
