package org.intercom4j.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.CrashReport;
import org.intercom4j.EventLog;
import org.intercom4j.Eventually;
import org.intercom4j.Intercom;
import org.intercom4j.heartbeat.HeartbeatOptions;
import org.intercom4j.process.StopTimeouts;
import org.intercom4j.programs.Hang;
import org.intercom4j.programs.RawChild;
import org.intercom4j.supervisor.BackoffPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that are busy, and processes that are hung.
 */
@EnabledOnOs(OS.LINUX)
class ChildHeartbeatTests {

	private static final Duration OFTEN = Duration.ofMillis(100);

	private static final StopTimeouts SHORT = new StopTimeouts(OFTEN, OFTEN, Duration.ofMinutes(1));

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	@AfterEach
	void close() {
		this.intercom.close();
	}

	private Child child(Language language, Duration timeout) {
		return this.intercom.child("hang",
				language.options(Hang.class, "hang")
					.heartbeat(new HeartbeatOptions(OFTEN, timeout))
					.stop(SHORT)
					.restart(BackoffPolicy.builder().delay(Duration.ofMillis(10)).build())
					.build());
	}

	/** Started, and watched since its first answer. */
	private static EventLog started(Child child) throws Exception {
		EventLog log = new EventLog(child);
		child.start().get(60, TimeUnit.SECONDS);
		Eventually.await("a ping is answered", () -> child.info().heartbeat() != null);
		return log;
	}

	@ParameterizedTest
	@EnumSource(names = { "JAVA", "PYTHON" })
	void childWhenAListenerWorksForLongThenIsNotHung(Language language) throws Exception {
		Child child = child(language, Duration.ofMillis(2500));
		EventLog log = started(child);
		child.emit("work", 6000);
		log.await("worked");
		assertThat(child.info().restarts()).isZero();
		assertThat(log.names()).doesNotContain("warn", "exit");
	}

	@ParameterizedTest
	@EnumSource
	void childWhenItIsHaltedThenIsRestartedAndSaysWhyThereIsNoDump(Language language) throws Exception {
		Child child = child(language, Duration.ofMillis(2500));
		EventLog log = started(child);
		halt(child.info().pid());
		log.await("restart");
		assertThat(child.lastCrash()).hasValueSatisfying((report) -> {
			assertThat(report.reason()).contains("it is hung: it has not answered a ping within PT2.5S");
			assertThat(report.dump()).startsWith("There is no dump: process ").contains("was stopped by a signal");
		});
		assertThat(log.all("warn")).first().asString().contains("it is hung");
	}

	private static void halt(long pid) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "NODE", "PYTHON" })
	void childWhenItHangsThenIsRestartedAndTheDumpNamesTheFunction(Language language) throws Exception {
		Child child = child(language, Duration.ofMillis(2500));
		EventLog log = started(child);
		child.emit("hang");
		log.await("hanging");
		log.await("restart");
		CrashReport report = child.crashes().get(0);
		assertThat(report.reason()).contains("it is hung");
		assertThat(report.dump()).contains((language == Language.NODE) ? "loopsWithoutEnd" : "loops_without_end")
			.contains("hang.");
		log.await("rpcready", 2);
	}

	@Test
	void childWhenAJvmHangsThenTheDumpHasItsThreads() throws Exception {
		Child child = this.intercom.child("wedged",
				ChildOptions.builder(RawChild.class.getName())
					.options(List.of("wedged"))
					.heartbeat(new HeartbeatOptions(OFTEN, Duration.ofMillis(500)))
					.stop(SHORT)
					.build());
		EventLog log = started(child);
		log.await("exit");
		assertThat(child.crashes().get(0).dump()).contains("Full thread dump", "RawChild.wedged(RawChild.java:");
	}

	@ParameterizedTest
	@EnumSource(names = "NODE")
	void childWhenItsEventLoopIsBusyThenTheLagTellsSo(Language language) throws Exception {
		Child child = child(language, Duration.ofSeconds(60));
		EventLog log = started(child);
		child.emit("work", 1500);
		log.await("worked");
		Eventually.await("the lag is told", () -> child.info().heartbeat().roundTrip().toMillis() < 1000);
		assertThat(child.info().restarts()).isZero();
	}

}
