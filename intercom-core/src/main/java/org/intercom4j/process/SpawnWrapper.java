package org.intercom4j.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of util-linux that give a child its own session ({@code setsid}) and let
 * it die with the application ({@code setpriv --pdeathsig}). Both replace themselves with
 * the child's program, so pid and exit status are the child's own.
 */
final class SpawnWrapper {

	private static final Logger logger = LoggerFactory.getLogger(SpawnWrapper.class);

	private static final int PROBE_SECONDS = 5;

	private final List<String> session;

	private final List<String> prefix;

	private SpawnWrapper(List<String> session, List<String> deathSignal) {
		this.session = session;
		this.prefix = Stream.concat(session.stream(), deathSignal.stream()).toList();
	}

	static SpawnWrapper detect() {
		List<String> setsid = find("setsid").map((program) -> List.of(program.toString()))
			.filter(SpawnWrapper::works)
			.orElse(List.of());
		List<String> setpriv = find("setpriv")
			.map((program) -> List.of(program.toString(), "--pdeathsig", "KILL", "--"))
			.filter(SpawnWrapper::works)
			.orElse(List.of());
		if (Platform.LINUX && (setsid.isEmpty() || setpriv.isEmpty())) {
			logger
				.info("setsid and setpriv of util-linux are not both usable: children that do not watch their channel "
						+ "may outlive an application that is killed, and a stop may miss what they have started");
		}
		return new SpawnWrapper(setsid, setpriv);
	}

	/** Older ones, and those of BusyBox, do not know every option. */
	private static boolean works(List<String> prefix) {
		List<String> probe = new ArrayList<>(prefix);
		probe.add("true");
		try {
			Process process = new ProcessBuilder(probe).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
				return process.exitValue() == 0;
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

	private static Optional<Path> find(String program) {
		if (!Platform.LINUX) {
			return Optional.empty();
		}
		return Executables.find(program, Path.of("").toAbsolutePath(),
				Executables.searchPath(Map.copyOf(System.getenv())));
	}

	boolean ownsSession() {
		return !this.session.isEmpty();
	}

	/** What gives a program a session of its own, without the death signal. */
	List<String> session() {
		return this.session;
	}

	List<String> wrap(List<String> command) {
		List<String> wrapped = new ArrayList<>(this.prefix);
		wrapped.addAll(command);
		return wrapped;
	}

}
