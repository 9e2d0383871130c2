package org.intercom4j.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class OomKillsTests {

	@TempDir
	private Path groups;

	@Test
	void risenWhenTheUnifiedHierarchyCountsThenIsTheDifference() throws IOException {
		Path events = write("app/worker/memory.events", "low 0\noom 5\noom_kill 3\noom_group_kill 9\n");
		write("memory.events", "oom_kill 100\n");
		OomKills kills = OomKills.of(membership("0::/app/worker\n"), this.groups);
		assertThat(kills.risen()).isEqualTo(OptionalLong.of(0));
		Files.writeString(events, "low 0\noom 7\noom_kill 5\n");
		assertThat(kills.risen()).isEqualTo(OptionalLong.of(2));
	}

	@Test
	void risenWhenTheMemoryControllerCountsThenIsTheDifference() throws IOException {
		Path control = write("memory/app/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");
		OomKills kills = OomKills.of(membership("5:cpu:/x\n4:hugetlb,memory:/app\n0::/\n"), this.groups);
		Files.writeString(control, "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
		assertThat(kills.risen()).isEqualTo(OptionalLong.of(1));
	}

	@Test
	void risenWhenTheGroupIsMountedAtTheTopThenIsFoundThere() throws IOException {
		Path events = write("memory.events", "oom_kill 0\n");
		OomKills kills = OomKills.of(membership("0::/host/path\n"), this.groups);
		Files.writeString(events, "oom_kill 1\n");
		assertThat(kills.risen()).isEqualTo(OptionalLong.of(1));
	}

	@Test
	void risenWhenNothingCountsThenCannotBeTold() throws IOException {
		assertThat(OomKills.of(membership("0::/app\n"), this.groups).risen()).isEmpty();
		assertThat(OomKills.of(this.groups.resolve("missing"), this.groups).risen()).isEmpty();
		Path events = write("app/memory.events", "oom_kill 0\n");
		OomKills removed = OomKills.of(membership("0::/app\n"), this.groups);
		Files.delete(events);
		assertThat(removed.risen()).isEmpty();
	}

	private Path membership(String text) throws IOException {
		return write("membership", text);
	}

	private Path write(String name, String text) throws IOException {
		Path file = this.groups.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, text);
	}

}
