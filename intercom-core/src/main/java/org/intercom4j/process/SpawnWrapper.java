package org.intercom4j.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs of util-linux that give a child its own session ({@code setsid}) and let
 * it die with the application ({@code setpriv --pdeathsig}). Both replace themselves with
 * the child's program, so pid and exit status are the child's own.
 */
final class SpawnWrapper {

	private final List<String> prefix;

	private final boolean ownsSession;

	private SpawnWrapper(List<String> prefix, boolean ownsSession) {
		this.prefix = prefix;
		this.ownsSession = ownsSession;
	}

	static SpawnWrapper detect() {
		List<String> prefix = new ArrayList<>();
		Optional<Path> setsid = find("setsid");
		setsid.ifPresent((program) -> prefix.add(program.toString()));
		find("setpriv").ifPresent((program) -> prefix.addAll(List.of(program.toString(), "--pdeathsig", "KILL", "--")));
		return new SpawnWrapper(List.copyOf(prefix), setsid.isPresent());
	}

	private static Optional<Path> find(String program) {
		if (!Platform.LINUX) {
			return Optional.empty();
		}
		return Executables.find(program, Path.of("").toAbsolutePath(),
				Executables.searchPath(Map.copyOf(System.getenv())));
	}

	boolean ownsSession() {
		return this.ownsSession;
	}

	List<String> wrap(List<String> command) {
		List<String> wrapped = new ArrayList<>(this.prefix);
		wrapped.addAll(command);
		return wrapped;
	}

}
