package org.intercom4j.process;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of util-linux that give a child its own session ({@code setsid}) and let
 * it die with the application ({@code setpriv --pdeathsig}), and those that set its
 * limits. All replace themselves with the child's program, so pid and exit status are the
 * child's own.
 */
final class SpawnWrapper {

	private static final Logger logger = LoggerFactory.getLogger(SpawnWrapper.class);

	private final List<String> session;

	private final List<String> prefix;

	private final ResourceWrapper resources = new ResourceWrapper();

	private SpawnWrapper(List<String> session, List<String> deathSignal) {
		this.session = session;
		this.prefix = Stream.concat(session.stream(), deathSignal.stream()).toList();
	}

	static SpawnWrapper detect() {
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
		return new SpawnWrapper(setsid, setpriv);
	}

	boolean ownsSession() {
		return !this.session.isEmpty();
	}

	/** What gives a program a session of its own, without the death signal. */
	List<String> session() {
		return this.session;
	}

	/**
	 * Checks that the system grants the limits.
	 * @throws LaunchException if not
	 */
	void check(ResourceLimits limits) {
		this.resources.prefix(limits);
	}

	List<String> wrap(List<String> command, ResourceLimits limits) {
		List<String> wrapped = new ArrayList<>(this.prefix);
		wrapped.addAll(this.resources.prefix(limits));
		wrapped.addAll(command);
		return wrapped;
	}

}
