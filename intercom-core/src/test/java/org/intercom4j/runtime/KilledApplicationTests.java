package org.intercom4j.runtime;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.intercom4j.Eventually;
import org.intercom4j.LiveProcess;
import org.intercom4j.programs.Busy;
import org.intercom4j.programs.BusyOwner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills an application whose children see nothing of the end of their channel.
 */
@EnabledOnOs(OS.LINUX)
class KilledApplicationTests {

	private static final int KILLS = Integer.getInteger("intercom.kills", 2);

	private static final List<String> SCRIPTS = List.of(Busy.class.getName(), "classpath:scripts/busy.js",
			"classpath:scripts/busy.py");

	@Test
	void killWhenEveryChildIsBusyThenNothingIsLeft() throws Exception {
		ForeignProgram.require("node");
		ForeignProgram.require("python3");
		for (int round = 1; round <= KILLS; round++) {
			List<ProcessHandle> family = killed();
			long killed = System.nanoTime();
			Eventually.await("no process is left", () -> family.stream().noneMatch(LiveProcess::runs),
					() -> family.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::info).toList());
			System.out.println("kill -9 of the application, round " + round + ": all " + family.size()
					+ " processes had ended after " + Duration.ofNanos(System.nanoTime() - killed).toMillis() + " ms");
		}
	}

	/** Children, what they have started, and the guardian. */
	private static List<ProcessHandle> killed() throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), BusyOwner.class.getName()));
		command.addAll(SCRIPTS);
		Process owner = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		Set<String> busy = new HashSet<>();
		BufferedReader out = owner.inputReader();
		while (busy.size() <= SCRIPTS.size()) {
			String line = out.readLine();
			assertThat(line).as("a line of the application").isNotNull();
			if (line.startsWith("busy ")) {
				busy.add(line);
			}
		}
		Eventually.await("the shell has forked", () -> owner.descendants().count() >= SCRIPTS.size() + 3);
		List<ProcessHandle> family = owner.descendants().toList();
		owner.destroyForcibly();
		owner.waitFor();
		return family;
	}

}
