package org.intercom4j.process;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of util-linux that give a child its own session ({@code setsid}) and let
 * it die with the application ({@code setpriv --pdeathsig}), and those that set its
 * limits. All replace themselves with the child's program, so pid and exit status are the
 * child's own. Which of the first two can be used is tried when the first process is
 * started, as that takes two processes. Thread-safe.
 */
final class SpawnWrapper {

	private static final Logger logger = LoggerFactory.getLogger(SpawnWrapper.class);

	private final ResourceWrapper resources = new ResourceWrapper();

	/** The same whoever finds it out. */
	private volatile @Nullable Usable usable;

	private Usable usable() {
		Usable known = this.usable;
		if (known == null) {
			known = Usable.detect();
			this.usable = known;
		}
		return known;
	}

	boolean ownsSession() {
		return !session().isEmpty();
	}

	/** What gives a program a session of its own, without the death signal. */
	List<String> session() {
		return usable().session();
	}

	/**
	 * Checks that the system grants the limits.
	 * @throws LaunchException if not
	 */
	void check(ResourceLimits limits) {
		this.resources.prefix(limits);
	}

	List<String> wrap(List<String> command, ResourceLimits limits) {
		List<String> wrapped = new ArrayList<>(session());
		wrapped.addAll(usable().deathSignal());
		wrapped.addAll(this.resources.prefix(limits));
		wrapped.addAll(command);
		return wrapped;
	}

	/**
	 * What can be put before a program, each empty if it cannot.
	 *
	 * @param session gives it a session of its own
	 * @param deathSignal lets it die with the application
	 */
	private record Usable(List<String> session, List<String> deathSignal) {

		static Usable detect() {
			List<String> setsid = Programs.find("setsid")
				.map((program) -> List.of(program.toString()))
				.filter(Programs::works)
				.orElse(List.of());
			List<String> setpriv = Programs.find("setpriv")
				.map((program) -> List.of(program.toString(), "--pdeathsig", "KILL", "--"))
				.filter(Programs::works)
				.orElse(List.of());
			if (Platform.LINUX && (setsid.isEmpty() || setpriv.isEmpty())) {
				logger
					.info("setsid and setpriv of util-linux are not both usable: children that do not watch their channel "
							+ "may outlive an application that is killed, and a stop may miss what they have started");
			}
			return new Usable(setsid, setpriv);
		}

	}

}
