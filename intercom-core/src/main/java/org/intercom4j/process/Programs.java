package org.intercom4j.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Programs of Linux that replace themselves with another one, which is given behind them.
 */
final class Programs {

	private static final Logger logger = LoggerFactory.getLogger(Programs.class);

	private static final int PROBE_SECONDS = 5;

	private Programs() {
	}

	static Optional<Path> find(String program) {
		if (!Platform.LINUX) {
			return Optional.empty();
		}
		return Executables.find(program, Path.of("").toAbsolutePath(),
				Executables.searchPath(Map.copyOf(System.getenv())));
	}

	/**
	 * Whether such a command can be put before another one. Older programs, and those of
	 * BusyBox, do not know every option; some go on after a complaint.
	 */
	static boolean works(List<String> prefix) {
		List<String> probe = new ArrayList<>(prefix);
		probe.add("true");
		try {
			Process process = new ProcessBuilder(probe).redirectErrorStream(true).start();
			if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
				return process.exitValue() == 0 && process.getInputStream().read() == -1;
			}
			process.destroyForcibly();
		}
		catch (IOException ex) {
			logger.debug("{} cannot be used", prefix, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return false;
	}

}
