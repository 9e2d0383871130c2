package org.intercom4j.boot;

import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at the processes of children.
 */
public final class Processes {

	private Processes() {
	}

	/** The live process of a child that is being started, or that runs. */
	public static ProcessHandle of(Child child) {
		Long pid = child.whenReady().orTimeout(60, TimeUnit.SECONDS).join().pid();
		assertThat(pid).as("pid of %s", child).isNotNull();
		return ProcessHandle.of(pid).orElseThrow();
	}

	/** Waits until a process is gone. */
	public static void awaitEnd(ProcessHandle process) throws Exception {
		process.onExit().get(60, TimeUnit.SECONDS);
		assertThat(process.isAlive()).isFalse();
	}

}
