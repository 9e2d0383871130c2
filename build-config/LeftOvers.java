import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fails the build when a process of its tests is still alive: one that bears the mark of the run in its environment.
 * Reads Linux's process table; elsewhere it says that it cannot look.
 */
final class LeftOvers {

	private static final long LIMIT_NANOS = 10_000_000_000L;

	private LeftOvers() {
	}

	public static void main(String[] args) throws Exception {
		Path processes = Path.of("/proc");
		if (!Files.isDirectory(processes.resolve("self"))) {
			System.out.println("Left-over processes are looked for on Linux only");
			return;
		}
		String mark = "INTERCOM_TEST_RUN=" + args[0];
		long end = System.nanoTime() + LIMIT_NANOS;
		List<String> left = find(processes, mark);
		while (!left.isEmpty() && System.nanoTime() < end) {
			Thread.sleep(100);
			left = find(processes, mark);
		}
		if (!left.isEmpty()) {
			left.forEach((process) -> System.err.println("Left over by the tests: " + process));
			System.exit(1);
		}
	}

	private static List<String> find(Path processes, String mark) throws IOException {
		List<String> found = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(processes, "[0-9]*")) {
			for (Path entry : entries) {
				if (read(entry.resolve("environ")).contains(mark)) {
					found.add(entry.getFileName() + " " + read(entry.resolve("cmdline")).replace('\0', ' '));
				}
			}
		}
		return found;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			return ""; // ended meanwhile, or another user's
		}
	}

}
