package org.intercom4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.intercom4j.programs.Owner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class OrphanTests {

	private final List<ProcessHandle> children = new ArrayList<>();

	private List<ProcessHandle> family = List.of();

	private Process owner;

	@BeforeEach
	void startOwner() throws Exception {
		this.owner = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp",
				System.getProperty("java.class.path"), Owner.class.getName())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		while (this.children.size() < 2) {
			this.children.add(nextChild());
		}
		Eventually.await("the shell has forked", () -> this.owner.descendants().count() >= 4);
		this.family = this.owner.descendants().toList();
	}

	@AfterEach
	void endFamily() {
		this.owner.destroyForcibly();
		this.family.forEach(ProcessHandle::destroyForcibly);
	}

	@Test
	void killWhenTheApplicationDiesThenItsChildrenAndWhatTheyStartedEnd() throws Exception {
		assertThat(this.children).hasSize(2).allSatisfy((child) -> assertThat(child.isAlive()).isTrue());
		this.owner.destroyForcibly();
		assertThat(this.owner.waitFor(60, TimeUnit.SECONDS)).isTrue();
		for (ProcessHandle process : this.family) {
			process.onExit().get(60, TimeUnit.SECONDS);
		}
	}

	@Test
	void killWhenTheGuardianHasDiedBeforeThenItsSuccessorEndsThem() throws Exception {
		ProcessHandle guardian = this.family.stream().filter(Resources::isGuardian).findAny().orElseThrow();
		guardian.destroyForcibly();
		guardian.onExit().get(60, TimeUnit.SECONDS);
		this.owner.outputWriter().append("another\n").flush();
		nextChild();
		this.family = this.owner.descendants().toList();
		assertThat(this.family).anyMatch(Resources::isGuardian);
		this.owner.destroyForcibly();
		for (ProcessHandle process : this.family) {
			process.onExit().get(60, TimeUnit.SECONDS);
		}
	}

	private ProcessHandle nextChild() throws IOException {
		BufferedReader out = this.owner.inputReader();
		for (String line = out.readLine(); line != null; line = out.readLine()) {
			if (line.startsWith("pid ")) {
				return ProcessHandle.of(Long.parseLong(line.substring("pid ".length()))).orElseThrow();
			}
		}
		throw new IOException("The application has ended");
	}

}
