package org.intercom4j;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.intercom4j.supervisor.BackoffPolicy;
import org.intercom4j.supervisor.BackoffPolicyBuilder;
import org.intercom4j.supervisor.RestartCondition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The restart policy with real processes.
 */
@DisabledOnOs(OS.WINDOWS)
class BackoffTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final List<ChildCloseEvent> closes = new CopyOnWriteArrayList<>();

	@TempDir
	private Path directory;

	private Path program;

	@BeforeEach
	void nameProgram() {
		this.program = this.directory.resolve("worker.sh");
	}

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
	}

	@Test
	void childWhenItsProgramVanishesThenBacksOffAndComesUpAgainWithIt() throws Exception {
		write("sleep 600");
		Child child = child(quick());
		EventLog log = new EventLog(child);
		long first = child.start().get(60, TimeUnit.SECONDS).pid();
		Files.delete(this.program);
		ProcessHandle.of(first).orElseThrow().destroyForcibly();
		log.await("error", 2);
		assertThat(child.startFailure().orElseThrow().option()).isEqualTo("command");
		assertThat(child.lastCrash().orElseThrow().signal()).isEqualTo("SIGKILL");
		write("sleep 600");
		log.await("restart");
		ChildInfo info = child.info();
		assertThat(info.state()).isEqualTo(ChildState.RUNNING);
		assertThat(info.pid()).isNotEqualTo(first);
		assertThat(info.restarts()).isOne();
		assertThat(info.times()).isGreaterThanOrEqualTo(3);
		assertThat(info.nextRestartAt()).isNull();
		assertThat(child.startFailure()).isEmpty();
	}

	@Test
	void startWhenTheProgramIsMissingThenFailsAndTheChildStartsWhenItAppears() throws Exception {
		Child child = child(quick());
		EventLog log = new EventLog(child);
		child.emit("kept", 1);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> child.start().get(60, TimeUnit.SECONDS))
			.withMessageContaining("worker.sh");
		assertThat(log.await("error").get(0)).hasToString("java.lang.IllegalStateException: Forking Error!");
		assertThat(child.info().desired()).isEqualTo("running");
		assertThat(child.info().queued()).isOne();
		write("sleep 600");
		log.await("start");
		assertThat(log.names()).doesNotContain("restart", "exit", "close");
		assertThat(child.info().restarts()).isZero();
	}

	@Test
	void stopWhenTheProgramIsMissingThenEndsTheTries() throws Exception {
		Child child = child(BackoffPolicy.builder().delay(HOUR).maxDelay(HOUR));
		EventLog log = new EventLog(child);
		Instant before = Instant.now();
		assertThat(child.start()).failsWithin(Duration.ofSeconds(60));
		ChildInfo waiting = child.info();
		assertThat(waiting.state()).isEqualTo(ChildState.BACKING_OFF);
		assertThat(waiting.nextRestartAt()).isBetween(before.plus(Duration.ofMinutes(48)), Instant.now().plus(HOUR));
		assertThat(waiting.lastExit()).isNull();
		assertThat(child.stop().get(60, TimeUnit.SECONDS).state()).isEqualTo(ChildState.STOPPED);
		assertThat(log.await("close")).containsExactly(false, null, null);
		assertThat(close()).isEqualTo(new ChildCloseEvent("worker", false, null, null, false, "it was stopped"));
		assertThat(child.info().nextRestartAt()).isNull();
		assertThat(child.lastCrash()).isEmpty();
	}

	@Test
	void childWhenTheLimitIsReachedThenIsGivenUpAndTold() throws Exception {
		write("echo no such module >&2; exit 3");
		Child child = child(quick().maxRestarts(2).window(HOUR));
		EventLog log = new EventLog(child);
		child.start();
		assertThat(log.await("close")).containsExactly(false, 3, null);
		assertThat(log.all("exit")).hasSize(3);
		assertThat(child.state()).isEqualTo(ChildState.GIVEN_UP);
		String reason = "it ended with code 3 after the 2 restarts that are allowed within PT1H";
		assertThat(close()).isEqualTo(new ChildCloseEvent("worker", false, 3, null, true, reason));
		assertThat(child.lastCrash().orElseThrow().summary()).contains("ended with code 3", "give up because " + reason,
				"no such module");
	}

	@Test
	void childWhenTheProgramNeverComesThenIsGivenUp() throws Exception {
		Child child = child(quick().maxRestarts(2));
		EventLog log = new EventLog(child);
		child.start();
		log.await("close");
		assertThat(log.all("error")).hasSize(3);
		assertThat(child.state()).isEqualTo(ChildState.GIVEN_UP);
		assertThat(close().gaveUp()).isTrue();
		assertThat(close().reason()).startsWith("it could not be started after the 2 restarts");
	}

	@Test
	void childWhenItsWorkIsDoneThenIsStopped() throws Exception {
		write("exit 0");
		Child child = child(quick().policy(RestartCondition.ON_FAILURE));
		EventLog log = new EventLog(child);
		child.start();
		assertThat(log.await("close")).containsExactly(false, 0, null);
		assertThat(child.state()).isEqualTo(ChildState.STOPPED);
		assertThat(child.lastCrash().orElseThrow().decision()).isEqualTo("complete");
		assertThat(close().gaveUp()).isFalse();
		assertThat(close().reason()).isEqualTo("it ended with code 0, which is a success");
	}

	@Test
	void closeWhenAChildOfNobodyBacksOffAfterALaterStartThenEndsIt() throws Exception {
		write("exit 0");
		ChildOptions options = ChildOptions.command(this.program.toString())
			.restart(BackoffPolicy.builder().policy(RestartCondition.ON_FAILURE).delay(HOUR).maxDelay(HOUR).build())
			.build();
		Child child = this.intercom.newChild("nobody's", options);
		EventLog log = new EventLog(child);
		child.start();
		log.await("close");
		Files.delete(this.program);
		assertThat(child.start()).failsWithin(Duration.ofSeconds(60));
		log.await("error");
		Eventually.await("it is known again", () -> this.intercom.children().containsValue(child));
		this.intercom.close();
		assertThat(child.state()).isEqualTo(ChildState.STOPPED);
	}

	private static BackoffPolicyBuilder quick() {
		return BackoffPolicy.builder().delay(Duration.ofMillis(20)).multiplier(1);
	}

	private Child child(BackoffPolicyBuilder policy) {
		Child child = this.intercom.child("worker",
				ChildOptions.command(this.program.toString()).restart(policy.build()).build());
		child.onEvent((event) -> {
			if (event instanceof ChildCloseEvent close) {
				this.closes.add(close);
			}
		});
		return child;
	}

	/** The only one. */
	private ChildCloseEvent close() {
		Eventually.await("a close is published", () -> !this.closes.isEmpty());
		assertThat(this.closes).hasSize(1);
		return this.closes.get(0);
	}

	/** As a whole, so that no half-written program is started. */
	private void write(String script) throws Exception {
		Path whole = Files.writeString(this.directory.resolve("new.sh"), "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rwx------"));
		Files.move(whole, this.program);
	}

}
