package org.intercom4j;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class CrashLoopTests {

	private static final int RESTARTS = 500;

	@TempDir
	private Path sockets;

	private final String temporary = System.getProperty("java.io.tmpdir");

	@AfterEach
	void restoreProperty() {
		System.setProperty("java.io.tmpdir", this.temporary);
	}

	@Test
	void restartWhenRepeatedManyTimesThenLeavesNothingBehind() throws Exception {
		warmUp();
		Resources before = Resources.now();
		System.setProperty("java.io.tmpdir", this.sockets.toString());
		Intercom intercom = Intercom.builder().shutdownHook(false).build();
		SupervisedChild child = (SupervisedChild) intercom.child("loop",
				ChildOptions.command("sh", "-c", "exit 3").max(RESTARTS + 1).build());
		child.on("error", (event) -> {
		});
		EventLog log = new EventLog(child);
		child.start();
		log.await("restart", 2);
		Resources early = Resources.now();
		assertThat(log.await("close")).containsExactly(false, 3, null);
		ChildInfo info = child.info();
		assertThat(info.restarts()).isEqualTo(RESTARTS);
		assertThat(info.times()).isEqualTo(RESTARTS + 1);
		assertThat(log.all("exit")).hasSize(RESTARTS + 1);
		assertThat(child.bus().emitter().listenersAny()).hasSize(1);
		assertThat(child.bus().emitter().eventNames()).hasSize(1);
		assertThat(this.sockets).isEmptyDirectory();
		Eventually.await("descriptors are as before",
				() -> Resources.now().descriptors() <= early.descriptors() && Resources.now().processes().isEmpty(),
				Resources::now);
		intercom.close();
		before.awaitReturn();
	}

	/** The first child opens what the JVM keeps open. */
	private static void warmUp() throws Exception {
		try (Intercom intercom = Intercom.builder().shutdownHook(false).build()) {
			Child child = intercom.child("first", ChildOptions.command("true").max(1).build());
			EventLog log = new EventLog(child);
			child.start().get(60, TimeUnit.SECONDS);
			log.await("close");
		}
	}

}
