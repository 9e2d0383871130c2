package org.intercom4j;

import java.io.BufferedReader;
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
		BufferedReader out = this.owner.inputReader();
		while (this.children.size() < 2) {
			String line = out.readLine();
			assertThat(line).startsWith("pid ");
			this.children.add(ProcessHandle.of(Long.parseLong(line.substring("pid ".length()))).orElseThrow());
		}
		Eventually.await("the shell has forked", () -> this.owner.descendants().count() >= 3);
		this.family = this.owner.descendants().toList();
	}

	@AfterEach
	void endFamily() {
		this.owner.destroyForcibly();
		this.family.forEach(ProcessHandle::destroyForcibly);
	}

	@Test
	void killWhenTheApplicationDiesThenItsChildrenEnd() throws Exception {
		assertThat(this.children).hasSize(2).allSatisfy((child) -> assertThat(child.isAlive()).isTrue());
		this.owner.destroyForcibly();
		assertThat(this.owner.waitFor(60, TimeUnit.SECONDS)).isTrue();
		for (ProcessHandle child : this.children) {
			child.onExit().get(60, TimeUnit.SECONDS);
		}
		report();
	}

	/** What a command that is not ours has forked is killed by nobody yet. */
	private void report() {
		List<ProcessHandle> left = this.family.stream().filter(ProcessHandle::isAlive).toList();
		System.out.println("orphans after kill -9 of the application: " + left.stream()
			.map((process) -> process.pid() + " " + process.info().commandLine().orElse("?"))
			.toList());
	}

}
